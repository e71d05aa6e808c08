// What the search for anything shows: the window's own pages and the back end's hits, as groups.
import type { FoundCase, HitsView, RoleCode } from '../../ipc/types';
import type { Offer } from '$lib/finder.svelte';
import { router, type Route } from '$lib/router.svelte';
import { t } from '$words';
import { sectionsOf } from '../settings/sections';

export type GroupCode = 'open' | 'actions' | 'pages' | 'settings' | 'people' | 'directories' | 'ended' | 'more';

export interface Hit extends Offer {
  /** What stands beside its name. */
  beside: string;
}

export interface HitGroup {
  code: GroupCode;
  hits: Hit[];
}

/** So many of a group at most. */
export const MOST = 8;

const words = (text: string) =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** Whether each word of `text` begins a word of `name`; everything fits no text. */
export function fits(text: string, name: string): boolean {
  const known = words(name);
  return words(text).every((word) => known.some((one) => one.startsWith(word)));
}

const to = (id: string, word: string, icon: Offer['icon'], route: Route, beside = ''): Hit => ({
  id,
  word,
  icon,
  beside,
  go: () => router.go(route),
});

function pages(role: RoleCode): Hit[] {
  const agent = role === 'agent' ? [to('page-new', t('new-title'), 'plus', { page: 'new', login: '' })] : [];
  const supervisor =
    role === 'supervisor'
      ? [to('page-approvals', t('nav-approvals'), 'sign', { page: 'approvals', caseId: null })]
      : [];
  // As the tabs of the history.
  const over =
    role === 'reviewer' || role === 'administrator'
      ? [
          to('page-sample', t('sample-title'), 'shuffle', { page: 'sample' }),
          to('page-patterns', t('patterns-title'), 'compare', { page: 'patterns' }),
        ]
      : [];
  return [
    ...agent,
    to('page-work', t('nav-work'), 'list', { page: 'work' }),
    ...supervisor,
    to('page-history', t('nav-history'), 'history', { page: 'history', caseId: null, query: '' }),
    ...over,
    to('page-keys', t('nav-keys'), 'key', { page: 'keys' }),
  ];
}

const settings = (role: RoleCode): Hit[] =>
  sectionsOf(role).map(({ code, icon }) =>
    to(`section-${code}`, t(`section-${code}`), icon, { page: 'settings', section: code }, t('nav-settings')),
  );

const aCase = (found: FoundCase, route: Route): Hit =>
  to(
    `case-${found.id}`,
    found.subject,
    route.page === 'history' ? 'history' : 'file',
    route,
    [
      found.short,
      found.login,
      found.lifecycle === 'open' ? t(`stage-${found.reached}`) : t(`lifecycle-${found.lifecycle}`),
    ].join(' · '),
  );

/** The groups that have something, for what is typed; `found` is the back end's answer, null while there is none. */
export function groupsOf(text: string, found: HitsView | null, role: RoleCode, offers: Offer[]): HitGroup[] {
  const own = (hits: Hit[]) => hits.filter((hit) => fits(text, hit.word));
  const groups: HitGroup[] = [
    {
      code: 'open',
      hits: (found?.open ?? []).map((one) => aCase(one, { page: 'case', caseId: one.id })),
    },
    { code: 'actions', hits: own(offers.map((offer) => ({ ...offer, beside: '' }))) },
    { code: 'pages', hits: own(pages(role)) },
    { code: 'settings', hits: text === '' ? [] : own(settings(role)) },
    {
      code: 'people',
      hits: (found?.people ?? []).map((one) =>
        to(`person-${one.id}`, one.name, 'person', { page: 'settings', section: 'people' }, t(`role-${one.role}`)),
      ),
    },
    {
      code: 'directories',
      hits: (found?.directories ?? []).map((one) =>
        to(`directory-${one.id}`, one.id, 'server', { page: 'settings', section: 'directories' }, one.tenant),
      ),
    },
    {
      code: 'ended',
      hits: (found?.ended ?? []).map((one) => aCase(one, { page: 'history', caseId: one.id, query: '' })),
    },
    {
      code: 'more',
      hits:
        text === ''
          ? []
          : [
              to('history-for', t('find-history-for', { words: text }), 'search', {
                page: 'history',
                caseId: null,
                query: text,
              }),
            ],
    },
  ];
  return groups.map(({ code, hits }) => ({ code, hits: hits.slice(0, MOST) })).filter(({ hits }) => hits.length > 0);
}
