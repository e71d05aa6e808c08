//! What two policies differ in, and which way each difference goes: whoever signs a change sees what becomes looser.

use super::{Bounds, Policy, SETTINGS, Setting};

/// The value of a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Some text, or none.
    Text(String),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Switch(bool),
    /// AAGUIDs of key models.
    Models(Vec<String>),
}

/// Which way a difference goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weighs {
    /// More is asked for.
    Stricter,
    /// Less is asked for.
    Looser,
    /// Neither: a name, an organisation in place of another.
    Other,
}

/// One setting that two policies differ in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Which.
    pub setting: Setting,
    /// What it was.
    pub from: Value,
    /// What it is to be.
    pub to: Value,
    /// Which way that goes.
    pub weighs: Weighs,
}

/// Where a setting asks for more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stricter {
    /// The greater it is.
    More,
    /// The less it is.
    Less,
    /// Switched on.
    On,
    /// Switched off.
    Off,
    /// Where it names something at all.
    Named,
    /// The fewer models it lists; none is every one.
    FewerModels,
    /// The more models it lists.
    MoreModels,
    /// Nowhere.
    Nowhere,
}

/// Of every setting, in the order of [`SETTINGS`] (a test holds it).
const STRICTER: &[(&str, Stricter)] = &[
    ("version", Stricter::Nowhere),
    ("name", Stricter::Nowhere),
    ("account_ial", Stricter::More),
    ("account_aal", Stricter::More),
    ("on_site_proofing", Stricter::On),
    ("recovery_codes", Stricter::Off),
    ("code_digits", Stricter::More),
    ("code_attempts", Stricter::Less),
    ("code_phone_minutes", Stricter::Less),
    ("code_mail_hours", Stricter::Less),
    ("privileged_strong_evidence", Stricter::On),
    ("approvals_standard", Stricter::More),
    ("approvals_privileged", Stricter::More),
    ("approval_minutes", Stricter::Less),
    ("privileged_on_other_console", Stricter::On),
    ("over_shoulder", Stricter::Off),
    ("client_organisation", Stricter::Named),
    ("privileged_wait_hours", Stricter::More),
    ("exception_signatures", Stricter::More),
    ("emergency_allowed", Stricter::Off),
    ("contact_unchanged_days", Stricter::More),
    ("video_cues", Stricter::More),
    ("cue_minutes", Stricter::Less),
    ("repeat_days", Stricter::More),
    ("raise_after_repeats", Stricter::Less),
    ("subject_cases", Stricter::Less),
    ("agent_cases_per_day", Stricter::Less),
    ("signatures_per_day", Stricter::Less),
    ("freezes_per_day", Stricter::Less),
    ("key_cases", Stricter::Less),
    ("overlap_minutes", Stricter::Less),
    // Longer keeps more to look into, and more of people: the risk assessment says which.
    ("retention_days", Stricter::Nowhere),
    ("min_pin_length", Stricter::More),
    ("allowed_models", Stricter::FewerModels),
    ("denied_models", Stricter::MoreModels),
    ("model_level", Stricter::More),
    ("metadata_required", Stricter::On),
    // As above: what is erased sooner is no longer there to be looked into.
    ("evidence_days", Stricter::Nowhere),
    ("correspondence_days", Stricter::Nowhere),
    ("new_keys", Stricter::Less),
];

impl Policy {
    /// The value of every setting, in the order of a policy file.
    pub fn values(&self) -> Vec<(Setting, Value)> {
        let all = serde_json::to_value(self).unwrap_or_default();
        let value = |setting: &Setting| {
            // One that is left out is at its least.
            let one = &all[setting.name];
            let value = match setting.bounds {
                Bounds::Text | Bounds::AnyText => Value::Text(one.as_str().unwrap_or_default().to_owned()),
                Bounds::Number { .. } => Value::Number(one.as_i64().unwrap_or_default()),
                Bounds::Switch => Value::Switch(one.as_bool().unwrap_or_default()),
                Bounds::Models => Value::Models(models(one)),
            };
            (*setting, value)
        };
        SETTINGS.iter().map(value).collect()
    }

    /// What `next` has otherwise, in the order of a policy file.
    pub fn differences(&self, next: &Self) -> Vec<Difference> {
        let both = self.values().into_iter().zip(next.values());
        both.filter(|((_, from), (_, to))| from != to)
            .map(|((setting, from), (_, to))| {
                let weighs = weighs(setting.name, &from, &to);
                Difference { setting, from, to, weighs }
            })
            .collect()
    }
}

fn models(value: &serde_json::Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(|one| one.as_str().map(str::to_owned)).collect()
}

fn weighs(name: &str, from: &Value, to: &Value) -> Weighs {
    let stricter = STRICTER.iter().find(|(one, _)| *one == name).map_or(Stricter::Nowhere, |(_, stricter)| *stricter);
    let so = |is: bool| if is { Weighs::Stricter } else { Weighs::Looser };
    match (stricter, from, to) {
        (Stricter::More, Value::Number(from), Value::Number(to)) => so(to > from),
        (Stricter::Less, Value::Number(from), Value::Number(to)) => so(to < from),
        (Stricter::On, _, Value::Switch(to)) => so(*to),
        (Stricter::Off, _, Value::Switch(to)) => so(!*to),
        (Stricter::Named, Value::Text(from), Value::Text(to)) if from.is_empty() != to.is_empty() => {
            so(from.is_empty())
        }
        (Stricter::FewerModels, Value::Models(from), Value::Models(to)) => so(!allows_more(from, to)),
        (Stricter::MoreModels, Value::Models(from), Value::Models(to)) => so(from.iter().all(|one| to.contains(one))),
        _ => Weighs::Other,
    }
}

/// Whether the list `to` takes a model that `from` does not; an empty one takes every model.
fn allows_more(from: &[String], to: &[String]) -> bool {
    !from.is_empty() && (to.is_empty() || to.iter().any(|one| !from.contains(one)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(change: fn(&mut Policy)) -> Vec<(&'static str, Weighs)> {
        let (from, mut to) = (Policy::standard(), Policy::standard());
        change(&mut to);
        from.differences(&to).iter().map(|d| (d.setting.name, d.weighs)).collect()
    }

    /// The same change undone.
    fn undone(change: fn(&mut Policy)) -> Vec<(&'static str, Weighs)> {
        let (to, mut from) = (Policy::standard(), Policy::standard());
        change(&mut from);
        from.differences(&to).iter().map(|d| (d.setting.name, d.weighs)).collect()
    }

    #[test]
    fn every_setting_has_its_place_and_its_value() {
        let names: Vec<_> = STRICTER.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, SETTINGS.iter().map(|s| s.name).collect::<Vec<_>>());
        let values = Policy::standard().values();
        let of = |name: &str| values.iter().find(|(s, _)| s.name == name).map(|(_, value)| value.clone());
        assert_eq!(of("name"), Some(Value::Text("standard 2026-11".to_owned())));
        assert_eq!(of("approval_minutes"), Some(Value::Number(60)));
        assert_eq!(of("recovery_codes"), Some(Value::Switch(true)));
        // Left out where it is at its least.
        assert_eq!(of("denied_models"), Some(Value::Models(Vec::new())));
        assert_eq!(of("metadata_required"), Some(Value::Switch(false)));
        assert_eq!(of("evidence_days"), Some(Value::Number(0)));
    }

    #[test]
    fn nothing_differs_from_itself() {
        assert_eq!(Policy::standard().differences(&Policy::standard()), []);
    }

    #[test]
    fn each_way_is_told_and_the_other_way_is_its_opposite() {
        type Way = (&'static str, fn(&mut Policy));
        let ways: [Way; 8] = [
            ("approvals_privileged", |p| p.approvals_privileged = 3),
            ("approval_minutes", |p| p.approval_minutes = 30),
            ("on_site_proofing", |p| p.on_site_proofing = true),
            ("emergency_allowed", |p| p.emergency_allowed = false),
            ("client_organisation", |p| p.client_organisation = "Corp".to_owned()),
            ("allowed_models", |p| p.allowed_models = vec!["a".to_owned()]),
            ("denied_models", |p| p.denied_models = vec!["a".to_owned()]),
            ("metadata_required", |p| p.metadata_required = true),
        ];
        for (name, change) in ways {
            assert_eq!(changed(change), [(name, Weighs::Stricter)]);
            assert_eq!(undone(change), [(name, Weighs::Looser)]);
        }
        assert_eq!(changed(|p| p.over_shoulder = true), [("over_shoulder", Weighs::Looser)]);
        assert_eq!(undone(|p| p.over_shoulder = true), [("over_shoulder", Weighs::Stricter)]);
        assert_eq!(changed(|p| p.name = "mine".to_owned()), [("name", Weighs::Other)]);
        assert_eq!(changed(|p| p.retention_days = 7), [("retention_days", Weighs::Other)]);
        assert_eq!(changed(|p| p.evidence_days = 7), [("evidence_days", Weighs::Other)]);
    }

    #[test]
    fn another_model_or_another_organisation_is_told_for_what_it_is() {
        let with = |allowed: &[&str], denied: &[&str], organisation: &str| Policy {
            allowed_models: allowed.iter().map(|m| (*m).to_owned()).collect(),
            denied_models: denied.iter().map(|m| (*m).to_owned()).collect(),
            client_organisation: organisation.to_owned(),
            ..Policy::standard()
        };
        let ways = |from: &Policy, to: &Policy| from.differences(to).iter().map(|d| d.weighs).collect::<Vec<_>>();
        let (one, two) = (with(&["a"], &["x"], "A"), with(&["a", "b"], &["x", "y"], "B"));
        assert_eq!(ways(&one, &two), [Weighs::Other, Weighs::Looser, Weighs::Stricter]);
        assert_eq!(ways(&two, &one), [Weighs::Other, Weighs::Stricter, Weighs::Looser]);
        // Exchanged: something is taken that was not.
        assert_eq!(ways(&with(&["a"], &[], ""), &with(&["b"], &[], "")), [Weighs::Looser]);
        assert_eq!(ways(&with(&[], &["x"], ""), &with(&[], &["y"], "")), [Weighs::Looser]);
    }
}
