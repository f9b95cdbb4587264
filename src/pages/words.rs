//! How soon and how well, in the words and styles of pages.

use crate::self_check::CareLevel;
use crate::self_check::evaluate::Level;

/// The words that a heading begins with for readers who listen; none where nothing is urgent.
pub(super) const fn urgency(care: CareLevel) -> &'static str {
    match care {
        CareLevel::Emergency => "Emergency:",
        CareLevel::Urgent => "Urgent advice:",
        CareLevel::Soon => "Non-urgent advice:",
        CareLevel::SelfCare | CareLevel::NotForYou => "",
    }
}

/// The style of the card of an outcome.
pub(super) const fn style(care: CareLevel) -> &'static str {
    match care {
        CareLevel::Emergency => "emergency",
        CareLevel::Urgent => "urgent",
        CareLevel::Soon => "non-urgent",
        CareLevel::SelfCare => "calm",
        CareLevel::NotForYou => "plain",
    }
}

/// How well a finding fits.
pub(super) const fn level(level: Level) -> &'static str {
    match level {
        Level::Likely => "Likely",
        Level::Possible => "Possible",
    }
}
