//! What a user, or an application's service principal, may do as an administrator, however it came by that.

use super::Entra;
use super::names::object_id;
use postern_ports::directory::DirectoryFault;
use serde::Deserialize;

/// What Graph answers of roles that may be activated, where the tenant has no licence for them.
const NO_LICENCE: &str = "AadPremiumLicenseRequired";
/// What is asked of a group. Its name is always there, unless the group is hidden from whoever asks.
const GROUP_FIELDS: &str = "$select=id,displayName,isAssignableToRole";
/// Permissions of Graph by which an application can make itself, or anybody, an administrator: identifier and name.
const POWERS: &[(&str, &str)] = &[
    ("06b708a9-e830-4db3-a914-8e69da51d44f", "AppRoleAssignment.ReadWrite.All"),
    ("19dbc75e-c2e2-444c-a770-ec69d8559fc7", "Directory.ReadWrite.All"),
    ("1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9", "Application.ReadWrite.All"),
    ("9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8", "RoleManagement.ReadWrite.Directory"),
];

/// What administrative roles a principal has.
pub struct Roles {
    /// The names of those that are active.
    pub active: Vec<String>,
    /// Whether there are some to activate.
    pub eligible: bool,
}

impl Roles {
    /// None at all.
    pub fn none() -> Self {
        Self { active: Vec::new(), eligible: false }
    }

    /// Any role of the directory, whatever it may: which of them are harmless is not decided here.
    pub fn privileged(&self) -> bool {
        self.eligible || !self.active.is_empty()
    }
}

/// A directory role that is held, directly or through groups, for the whole tenant.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RoleRow {
    display_name: Option<String>,
    role_template_id: Option<String>,
}

/// An assignment of a role, for the tenant or a part of it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct AssignmentRow {
    role_definition_id: Option<String>,
}

/// A role that may be activated (Privileged Identity Management).
#[derive(Debug, Deserialize)]
struct EligibleRow {}

/// A group, with those that it is in.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct GroupRow {
    id: String,
    display_name: Option<String>,
    is_assignable_to_role: Option<bool>,
}

/// A permission that an application was granted.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct GrantRow {
    app_role_id: Option<String>,
}

impl Entra {
    /// Roles of the principal `id`, one of `kind` (`users`, `servicePrincipals`): those that are active for the whole
    /// tenant, also through groups, or for a part of it; groups that can hold roles; and roles that may be activated.
    ///
    /// A role that a group holds for a part of the tenant, or that the tenant made itself, is listed nowhere by its
    /// members. Only a group that was made for it can hold roles: whoever is in such a group counts as holding one. A
    /// group that makes its members eligible is such a group, too.
    pub(super) async fn roles(&self, kind: &str, id: &str) -> Result<Roles, DirectoryFault> {
        let filter = format!("$filter=principalId eq '{}'", object_id(id)?);
        let held: Vec<RoleRow> =
            self.list(&[kind, id, "transitiveMemberOf", "microsoft.graph.directoryRole"], None).await?;
        let groups: Vec<GroupRow> =
            self.list(&[kind, id, "transitiveMemberOf", "microsoft.graph.group"], Some(GROUP_FIELDS)).await?;
        if groups.iter().any(|group| group.display_name.is_none()) {
            return Err(DirectoryFault::NotPermitted("groups are hidden: GroupMember.Read.All".to_owned()));
        }
        let assigned: Vec<AssignmentRow> =
            self.list(&["roleManagement", "directory", "roleAssignments"], Some(&filter)).await?;
        let eligible: Result<Vec<EligibleRow>, _> =
            self.list(&["roleManagement", "directory", "roleEligibilityScheduleInstances"], Some(&filter)).await;
        let eligible = match eligible {
            // Without the licence for it a tenant has no such roles; without the right to ask nothing is known.
            Err(DirectoryFault::Refused(why)) if why.starts_with(NO_LICENCE) => Vec::new(),
            other => other?,
        };
        Ok(Roles { active: named(held, assigned, groups), eligible: !eligible.is_empty() })
    }

    /// Roles of an application's service principal, and the permissions by which it could give itself any.
    pub(super) async fn powers(&self, principal: &str) -> Result<Roles, DirectoryFault> {
        let mut roles = self.roles("servicePrincipals", principal).await?;
        let granted: Vec<GrantRow> = self.list(&["servicePrincipals", principal, "appRoleAssignments"], None).await?;
        let ids: Vec<_> = granted.into_iter().filter_map(|grant| grant.app_role_id).collect();
        let powers = POWERS.iter().filter(|(power, _)| ids.iter().any(|id| id.eq_ignore_ascii_case(power)));
        roles.active.extend(powers.map(|(_, name)| (*name).to_owned()));
        Ok(roles)
    }
}

/// The names of all roles; an assignment that has no name is called by its definition, and a group by its identifier.
fn named(held: Vec<RoleRow>, assigned: Vec<AssignmentRow>, groups: Vec<GroupRow>) -> Vec<String> {
    let unnamed = |id: Option<&String>| format!("role {}", id.map_or("without a name", String::as_str));
    let defined: Vec<_> = held.iter().filter_map(|role| role.role_template_id.clone()).collect();
    let further = assigned.iter().filter(|a| a.role_definition_id.as_ref().is_none_or(|id| !defined.contains(id)));
    let further: Vec<_> = further.map(|a| unnamed(a.role_definition_id.as_ref())).collect();
    let named = held.into_iter().map(|role| {
        let id = role.role_template_id;
        role.display_name.filter(|name| !name.is_empty()).unwrap_or_else(|| unnamed(id.as_ref()))
    });
    let holding = groups.into_iter().filter(|group| group.is_assignable_to_role == Some(true));
    let holding = holding.map(|group| format!("group:{}", group.id));
    let mut all: Vec<_> = named.chain(further).chain(holding).collect();
    all.sort();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_without_a_name_counts() {
        let held = || vec![RoleRow { display_name: Some("Reader".into()), role_template_id: Some("r".into()) }];
        let assigned = |id: &str| vec![AssignmentRow { role_definition_id: Some(id.into()) }];
        assert_eq!(named(held(), assigned("r"), Vec::new()), ["Reader"]);
        assert_eq!(named(held(), assigned("s"), Vec::new()), ["Reader", "role s"]);
        assert!(named(Vec::new(), Vec::new(), Vec::new()).is_empty());
    }

    #[test]
    fn only_a_group_that_can_hold_roles_counts() {
        let group = |id: &str, holds| GroupRow {
            id: id.to_owned(),
            display_name: Some("x".into()),
            is_assignable_to_role: holds,
        };
        let groups = vec![group("a", None), group("b", Some(false)), group("c", Some(true))];
        assert_eq!(named(Vec::new(), Vec::new(), groups), ["group:c"]);
    }
}
