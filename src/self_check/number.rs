//! Which numbers a question takes, and why one is not taken.

use super::{Decimal, NumberShape};

/// Why a typed number is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// It is no number.
    NoNumber,
    /// It has too many digits after the point.
    TooFine,
    /// It is below the least or above the most.
    OutOfRange,
}

impl NumberShape {
    /// Reads a number as people type it, in units of its last digit.
    ///
    /// # Errors
    /// When it is no number, too fine, or out of range.
    pub fn read(&self, typed: &str) -> Result<i64, NotTaken> {
        let number = Decimal::parse_typed(typed).ok_or(NotTaken::NoNumber)?;
        if number < self.from || number > self.to {
            return Err(NotTaken::OutOfRange);
        }
        let units = number.at(self.decimals).ok_or(NotTaken::TooFine)?;
        i64::try_from(units).map_err(|_| NotTaken::OutOfRange)
    }
}
