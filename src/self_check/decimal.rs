//! Exact decimal numbers. Nothing here is ever a floating point number: 0.498 is not 0.5.

use std::fmt;

/// A decimal number: so many units of ten to the power of minus `places`.
#[derive(Clone, Copy, Debug)]
pub struct Decimal {
    units: i64,
    places: u32,
}

/// The most digits after the point.
const PLACES: u32 = 6;

impl Decimal {
    /// A whole number.
    #[must_use]
    pub const fn whole(units: i64) -> Self {
        Self { units, places: 0 }
    }

    /// So many units of ten to the power of minus `places`.
    #[must_use]
    pub const fn new(units: i64, places: u32) -> Self {
        Self { units, places }
    }

    /// Reads `12`, `-12` or `12.5`, as editors type them: up to nine digits before the point and
    /// six after it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let point = digits.contains('.');
        let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > 9 || !all_digits(whole) || !all_digits(part) {
            return None;
        }
        if (point && part.is_empty()) || part.len() > PLACES as usize {
            return None;
        }
        let units: i64 = format!("{whole}{part}").parse().ok()?;
        let places = u32::try_from(part.len()).ok()?;
        Some(Self {
            units: if negative { -units } else { units },
            places,
        })
    }

    /// Reads what a reader types: `80`, `80.5`, `80,5`, with spaces around or between.
    #[must_use]
    pub fn parse_typed(text: &str) -> Option<Self> {
        let text: String = text
            .chars()
            .filter(|sign| !sign.is_whitespace())
            .map(|sign| if sign == ',' { '.' } else { sign })
            .collect();
        let text = text.strip_suffix('.').unwrap_or(&text);
        let text = if text.starts_with('.') {
            format!("0{text}")
        } else {
            text.to_owned()
        };
        Self::parse(&text)
    }

    /// How many units of ten to the power of minus `places` it is; `None` when it has more digits
    /// than that, or is too large.
    #[must_use]
    pub fn at(self, places: u32) -> Option<i128> {
        let units = i128::from(self.units);
        if places >= self.places {
            return units.checked_mul(10i128.checked_pow(places - self.places)?);
        }
        let divisor = 10i128.checked_pow(self.places - places)?;
        (units % divisor == 0).then_some(units / divisor)
    }

    /// How many digits it has after the point.
    #[must_use]
    pub const fn places(self) -> u32 {
        self.places
    }

    /// Whether it is greater than nothing.
    #[must_use]
    pub const fn is_positive(self) -> bool {
        self.units > 0
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp_exactly(*other).is_eq()
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp_exactly(*other))
    }
}

impl Decimal {
    fn cmp_exactly(self, other: Self) -> std::cmp::Ordering {
        let scaled = |one: Self, by: u32| i128::from(one.units) * 10i128.pow(by);
        scaled(self, other.places).cmp(&scaled(other, self.places))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.places == 0 {
            return write!(f, "{}", self.units);
        }
        let divisor = 10i64.pow(self.places);
        let sign = if self.units < 0 { "-" } else { "" };
        let (whole, part) = ((self.units / divisor).abs(), (self.units % divisor).abs());
        write!(
            f,
            "{sign}{whole}.{part:0width$}",
            width = self.places as usize
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_is_read_exactly() {
        for (typed, shown) in [
            ("80", "80"),
            ("80.5", "80.5"),
            ("80,5", "80.5"),
            (" 1 200 ", "1200"),
            ("80.", "80"),
            (".5", "0.5"),
            ("0.498", "0.498"),
        ] {
            assert_eq!(
                Decimal::parse_typed(typed).unwrap().to_string(),
                shown,
                "{typed}"
            );
        }
        for typed in [
            "",
            "eighty",
            "80cm",
            "8e1",
            "1.2.3",
            "1,2,3",
            "--1",
            "+1",
            "9999999999",
            "1.1234567",
            "∞",
            "８０",
        ] {
            assert!(Decimal::parse_typed(typed).is_none(), "{typed}");
        }
    }

    #[test]
    fn numbers_compare_exactly_whatever_their_digits() {
        let of = |text| Decimal::parse(text).unwrap();
        assert!(of("0.498") < of("0.5"));
        assert_eq!(of("0.50"), of("0.5"));
        assert_eq!(of("12.5").at(2), Some(1250));
        assert_eq!(of("12.55").at(1), None);
        assert_eq!(of("-0.5").to_string(), "-0.5");
    }
}
