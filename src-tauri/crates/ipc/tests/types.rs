//! The window's types are generated from this crate; this fails when they have drifted.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test may fail by panicking"
)]

use postern_ipc::dto::*;
use std::path::PathBuf;
use ts_rs::TS;

const STEPS: &str = include_str!("../../domain/src/recovery/view.rs");

fn generated() -> String {
    let mut out =
        String::from("// Generated from src-tauri/crates/ipc by `cargo xtask types`. Do not edit by hand.\n\n");
    let config = ts_rs::Config::default();
    macro_rules! all {
        ($($name:ty),* $(,)?) => { $( out.push_str("export "); out.push_str(&<$name as TS>::decl(&config)); out.push_str("\n\n"); )* };
    }
    all!(
        Message,
        GateStatus,
        LevelCode,
        GateView,
        StageCode,
        RoleCode,
        TierCode,
        ChannelCode,
        ReasonCode,
        ContactChannelCode,
        LifecycleCode,
        DispositionCode,
        PersonView,
        ContactView,
        RefusalKind,
        Refusal,
        KeyView,
        ModelStanding,
        KeySettingInput,
        StoredView,
        StoredCredentialView,
        KeyProgressStep,
        KeyProgress,
        CaseChanged,
        DirectoryView,
        AbilityView,
        HowCode,
        Phase,
        Counts,
        ConsoleView,
        SetupStep,
        SetupPerson,
        SetupView,
        PracticeKey,
        PracticeMail,
        PracticeTry,
        Tone,
        WorkGroup,
        WorkRow,
        WorkCounts,
        WorkList,
        AccountView,
        FoundAccountView,
        StatedInput,
        VerifyFault,
        VerifyView,
        Verifying,
        SampleView,
        SampledRow,
        PatternsView,
        WeekView,
        StageTimeView,
        NamedCase,
        RefusedByView,
        RepeatView,
        PairView,
        AttachmentView,
        CheckpointView,
        QrView,
        HeldCode,
        HeldView,
        SignerView,
        ExportView,
        HistoryRow,
        WhichCode,
        HistoryQuery,
        HistoryPageView,
        ChoiceView,
        HistoryChoices,
        RowTone,
        StatementRow,
        StatementSection,
        StatementView,
        StageStatus,
        StageView,
        ActionView,
        StrengthCode,
        OutcomeCode,
        EvidenceKindView,
        PathwayView,
        EvidenceView,
        CueAnswerCode,
        CueView,
        Planned,
        CredentialStatus,
        CredentialRow,
        SessionsStatus,
        SessionsRow,
        BlockStatus,
        BlockRow,
        SignatureStatus,
        SignatureView,
        AcceptedKeyView,
        ProvisioningStepCode,
        ProvisioningStepStatus,
        ProvisioningStep,
        ProvisioningView,
        AttestView,
        TargetCode,
        EnrolmentMode,
        EnrolmentView,
        NoticePhaseCode,
        NoticeStatus,
        SettlesView,
        NoticeRow,
        LetterTextView,
        TimelineIcon,
        TimelineRow,
        SubjectView,
        RefusedApproval,
        HandoverMode,
        HandoverView,
        ReviewView,
        CodeView,
        CodeTarget,
        CodesView,
        ExceptionView,
        MachineView,
        LetterView,
        VerdictCode,
        RuleRow,
        QuestionAnswerView,
        QuestionView,
        CaseView,
        NoteFiling,
        ReferenceInput,
        SignerInput,
        DeskChange,
        DeskPerson,
        RemovedView,
        TouchedView,
        NeededView,
        AlarmView,
        JudgedView,
        DeskView,
        RotatedView,
        FieldShape,
        FormFieldView,
        DirectoryKindView,
        ConfiguredView,
        DirectorySetupView,
        DirectoryTrialView,
        FindingState,
        FindingView,
        HealthView,
        PolicySettingView,
        PolicyPartView,
        PolicyView,
        WeighsCode,
        PolicyChangeRow,
        PolicyChangeView,
        LastBackupView,
        OpensCode,
        BackupsView,
        BackupMadeView,
        BackingUp,
        ChannelState,
        NoticeChannelView,
        DeliveryState,
        DeliveryView,
        NoticesSetupView,
        NoticeTrialView,
    );
    let codes: Vec<String> = STEPS
        .lines()
        .filter(|l| l.trim_start().starts_with("Self::") && l.contains("=> \""))
        .filter_map(|l| l.split('"').nth(1))
        .map(|code| format!("\"{code}\""))
        .collect();
    out.push_str(&format!("export type ActionCode = {};\n", codes.join(" | ")));
    out
}

/// What prettier may change does not count.
fn bare(text: &str) -> String {
    let mut out: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    for (from, to) in [
        ("\"", "'"),
        ("=|", "="),
        (":|", ":"),
        ("<|", "<"),
        ("(|", "("),
        (";}", "}"),
        (",}", "}"),
        (",", ";"),
        (";", ""),
    ] {
        out = out.replace(from, to);
    }
    out
}

#[test]
fn the_windows_types_are_those_of_this_crate() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/ipc/types.ts");
    let generated = generated();
    if std::env::var_os("POSTERN_UPDATE_TYPES").is_some() {
        std::fs::write(&path, &generated).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    assert!(bare(&kept) == bare(&generated), "ui/src/ipc/types.ts has drifted: run `cargo xtask types`");
}
