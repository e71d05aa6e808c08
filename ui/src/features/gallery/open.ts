// The way to the gallery. In a release there is none, and nothing of it is in the pages.
export const gallery = __GALLERY__ ? { hash: '#gallery', load: () => import('./GalleryPage.svelte') } : null;
