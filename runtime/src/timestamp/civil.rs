//! Days and dates of the proleptic Gregorian calendar.
//!
//! Years are counted from March here, which puts the leap day at the end of the year; an era is
//! the 400 years (146,097 days) after which the calendar repeats.

/// A date and the time of a day, in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Civil {
    pub(super) year: i64,
    pub(super) month: u8,
    pub(super) day: u8,
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: u8,
}

const SECONDS_A_DAY: i64 = 86_400;
const DAYS_AN_ERA: i64 = 146_097;
/// Days from 0000-03-01 to 1970-01-01.
const EPOCH_OFFSET: i64 = 719_468;

const fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

const fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Civil {
    /// Whether the fields name a moment; a leap second counts as one.
    pub(super) const fn is_valid(&self) -> bool {
        self.year >= 1
            && self.year <= 9999
            && self.month >= 1
            && self.month <= 12
            && self.day >= 1
            && self.day <= days_in_month(self.year, self.month)
            && self.hour <= 23
            && self.minute <= 59
            && self.second <= 60
    }

    /// Seconds since the epoch; a leap second is the first second after it, as POSIX counts.
    pub(super) const fn to_unix(self) -> i64 {
        let (month, day) = (self.month as i64, self.day as i64);
        let year = if month <= 2 { self.year - 1 } else { self.year };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month_from_march = (month + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        let days = era * DAYS_AN_ERA + day_of_era - EPOCH_OFFSET;
        days * SECONDS_A_DAY
            + self.hour as i64 * 3600
            + self.minute as i64 * 60
            + self.second as i64
    }

    /// The moment so many seconds after the epoch.
    // The remainders are below 400, 366, 60 and so on, as the names say.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub(super) const fn from_unix(seconds: i64) -> Self {
        let days = seconds.div_euclid(SECONDS_A_DAY) + EPOCH_OFFSET;
        let second_of_day = seconds.rem_euclid(SECONDS_A_DAY);
        let era = days.div_euclid(DAYS_AN_ERA);
        let day_of_era = days.rem_euclid(DAYS_AN_ERA);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let month = (month_from_march + 2) % 12 + 1;
        Self {
            year: year_of_era + era * 400 + if month <= 2 { 1 } else { 0 },
            month: month as u8,
            day: (day_of_year - (153 * month_from_march + 2) / 5 + 1) as u8,
            hour: (second_of_day / 3600) as u8,
            minute: (second_of_day / 60 % 60) as u8,
            second: (second_of_day % 60) as u8,
        }
    }
}

/// Days since Sunday of the day that holds this second; the epoch was a Thursday.
pub(super) const fn weekday(seconds: i64) -> i64 {
    (seconds.div_euclid(SECONDS_A_DAY) + 4).rem_euclid(7)
}
