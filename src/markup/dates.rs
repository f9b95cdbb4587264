//! Days and lengths of time, as editors type them.

use jiff::Span as JiffSpan;
use jiff::civil::Date;

/// Why a text is no date, and what to write.
#[derive(Debug)]
pub struct NotADate {
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: String,
    /// The only day that can be meant, where there is one.
    pub only: Option<Date>,
}

/// Reads a day of the form `2026-11-22` (ISO 8601, and nothing else).
///
/// # Errors
/// When the text has another form or names a day that does not exist. A form whose order of day
/// and month cannot be known is answered with both readings, never guessed.
pub fn parse(text: &str) -> Result<Date, NotADate> {
    let digits = text.as_bytes();
    let shaped = digits.len() == 10
        && digits.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if shaped {
        return text.parse::<Date>().map_err(|_| NotADate {
            message: format!("there is no day {text}"),
            help: "check the day and the month; dates are year-month-day".to_owned(),
            only: None,
        });
    }
    let message = format!("\"{text}\" is not a date of the form 2026-11-22");
    let parts: Vec<i16> = text
        .split(['/', '.', '-', ' '])
        .map_while(|part| part.parse().ok())
        .collect();
    let readings: Vec<Date> = match parts[..] {
        [a, b, year] if year > 999 => [(b, a), (a, b)]
            .into_iter()
            .filter_map(|(month, day)| date(year, month, day))
            .collect(),
        [year, month, day] if year > 999 => date(year, month, day).into_iter().collect(),
        _ => with_a_month_in_words(text).into_iter().collect(),
    };
    let help = match readings[..] {
        [first, second] if first != second => {
            format!(
                "write    {first}    for {}, or    {second}    for {}",
                in_words(first),
                in_words(second)
            )
        }
        [first, ..] => format!("write    {first}    for {}", in_words(first)),
        [] => "write year-month-day, such as    2026-11-22".to_owned(),
    };
    let only = match readings[..] {
        [first, second] if first != second => None,
        _ => readings.first().copied(),
    };
    Err(NotADate {
        message,
        help,
        only,
    })
}

/// Reads `22 November 2026`, `22nd Nov 2026` or `November 22, 2026`: with the month as a word there
/// is only one reading.
fn with_a_month_in_words(text: &str) -> Option<Date> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let month_of = |word: &str| {
        let word = word.trim_end_matches('.').to_lowercase();
        let known = |name: &str| {
            name == word || name[..3] == word || word == "sept" && name.starts_with(&word)
        };
        let place = MONTHS.iter().position(|name| known(name))?;
        i16::try_from(place + 1).ok()
    };
    let day_of = |word: &str| {
        let digits = word.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
        let ending = &word[digits.len()..];
        let ordinal = matches!(ending, "" | "st" | "nd" | "rd" | "th");
        digits.parse::<i16>().ok().filter(|_| ordinal)
    };
    let words: Vec<&str> = text
        .split([' ', ','])
        .filter(|word| !word.is_empty())
        .collect();
    let [first, second, year] = words[..] else {
        return None;
    };
    let (day, month) = match (month_of(first), month_of(second)) {
        (None, Some(month)) => (day_of(first)?, month),
        (Some(month), None) => (day_of(second)?, month),
        _ => return None,
    };
    let year: i16 = year
        .parse()
        .ok()
        .filter(|year| (1000..=9999).contains(year))?;
    date(year, month, day)
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A day as readers read it: `22 November 2026`.
#[must_use]
pub fn in_words(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// A length of time in whole months: how long a review holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    months: i32,
}

impl Period {
    /// So many years.
    #[must_use]
    pub const fn years(years: i32) -> Self {
        Self { months: years * 12 }
    }

    /// Reads `18 months`, `1 year` or `3 years`; from one month to fifty years.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (count, unit) = text.split_once(' ')?;
        let count: i32 = count.parse().ok()?;
        let months = match unit.trim() {
            "month" | "months" => count,
            "year" | "years" => count.checked_mul(12)?,
            _ => return None,
        };
        (1..=600).contains(&months).then_some(Self { months })
    }

    /// The day this long after a day.
    #[must_use]
    pub fn after(self, date: Date) -> Date {
        date.saturating_add(JiffSpan::new().months(self.months))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_in_another_form_is_answered_with_its_readings() {
        assert_eq!(parse("2026-11-22").unwrap().to_string(), "2026-11-22");
        let both = parse("03/04/2026").unwrap_err().help;
        assert!(
            both.contains("2026-04-03") && both.contains("2026-03-04"),
            "{both}"
        );
        let one = parse("31/12/2026").unwrap_err().help;
        assert_eq!(one, "write    2026-12-31    for 31 December 2026");
        assert!(parse("2026-02-30").is_err());
        let only = |text: &str| parse(text).unwrap_err().only.map(|date| date.to_string());
        for text in [
            "22 November 2026",
            "22nd Nov 2026",
            "November 22, 2026",
            "nov. 22 2026",
            "22/11/2026",
            "22.11.2026",
            "2026-11-22 ".trim_end().replace('-', "/").as_str(),
        ] {
            assert_eq!(only(text).as_deref(), Some("2026-11-22"), "{text}");
        }
        assert_eq!(only("5/5/2026").as_deref(), Some("2026-05-05"));
        for text in [
            "03/04/2026",
            "2026-02-30",
            "30 February 2026",
            "22 Novembre 2026",
            "22 11 26",
            "November 2026",
            "22x November 2026",
            "last Monday",
            "31/31/2026",
        ] {
            assert_eq!(only(text), None, "{text}");
        }
        assert!(parse("2026-1-5").unwrap_err().help.contains("2026-01-05"));
    }

    #[test]
    fn a_period_is_whole_months_or_years() {
        let start = parse("2024-02-29").unwrap();
        assert_eq!(
            Period::parse("3 years").unwrap().after(start).to_string(),
            "2027-02-28"
        );
        assert_eq!(Period::parse("18 months"), Some(Period { months: 18 }));
        for bad in [
            "3",
            "3 weeks",
            "0 years",
            "-1 years",
            "99 years",
            "three years",
        ] {
            assert!(Period::parse(bad).is_none(), "{bad}");
        }
    }
}
