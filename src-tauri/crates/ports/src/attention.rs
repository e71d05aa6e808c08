//! Calling for somebody at this computer, outside of the window.

/// The desktop's notices.
pub trait Attention: Send + Sync {
    /// Shows a notice; an error where nothing shows any. It may stand on a locked screen: what is shown names nobody.
    fn attract(&self, title: &str, text: &str) -> Result<(), NoDesktop>;
}

/// Nothing shows notices here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no desktop shows notices here")]
pub struct NoDesktop;
