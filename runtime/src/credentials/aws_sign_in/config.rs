//! The file of profiles, `~/.aws/config`: sections of names and values.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::string::String;

/// The sections of the file, by kind and name.
pub(super) struct Config<'a> {
    sections: BTreeMap<Section<'a>, BTreeMap<&'a str, &'a str>>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Section<'a> {
    Profile(&'a str),
    /// `[default]`, which `[profile default]` beats.
    Default,
    Session(&'a str),
}

/// How a profile signs in.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum SignIn {
    /// By a session of this name.
    Session(String),
    /// By this address, as profiles did before there were sessions.
    StartUrl(String),
    /// By a session that the file does not have.
    UnknownSession(String),
    /// Not at all.
    Unset,
    /// There is no such profile.
    NoProfile,
}

impl<'a> Config<'a> {
    /// Reads the file. Lines that are none of its kind are passed over, as the command line does.
    pub(super) fn parse(text: &'a str) -> Self {
        let mut sections: BTreeMap<Section<'a>, BTreeMap<&'a str, &'a str>> = BTreeMap::new();
        let mut section = None;
        for line in text.trim_start_matches('\u{feff}').lines() {
            if line.starts_with(['#', ';']) {
                continue;
            }
            if let Some(header) = line.strip_prefix('[') {
                section = header.split_once(']').and_then(|(header, _)| section_of(header.trim()));
                if let Some(section) = section {
                    sections.entry(section).or_default();
                }
                continue;
            }
            // An indented line belongs to the value before it, and none of ours has such lines.
            if line.starts_with([' ', '\t']) {
                continue;
            }
            if let (Some(section), Some((name, value))) = (section, line.split_once('=')) {
                sections
                    .entry(section)
                    .or_default()
                    .insert(name.trim(), without_comment(value).trim());
            }
        }
        Self { sections }
    }

    /// How this profile signs in.
    pub(super) fn sign_in(&self, profile: &str) -> SignIn {
        let named = self.sections.get(&Section::Profile(profile));
        let default = || self.sections.get(&Section::Default).filter(|_| profile == "default");
        let Some(settings) = named.or_else(default) else { return SignIn::NoProfile };
        let setting = |name| settings.get(name).copied().filter(|value: &&str| !value.is_empty());
        match (setting("sso_session"), setting("sso_start_url")) {
            (Some(session), _) if self.sections.contains_key(&Section::Session(session)) => {
                SignIn::Session(session.to_owned())
            }
            (Some(session), _) => SignIn::UnknownSession(session.to_owned()),
            (None, Some(address)) => SignIn::StartUrl(address.to_owned()),
            (None, None) => SignIn::Unset,
        }
    }
}

/// The section that a header, without its brackets, opens; other kinds are of no interest.
fn section_of(header: &str) -> Option<Section<'_>> {
    if header == "default" {
        return Some(Section::Default);
    }
    let (kind, name) = header.split_once([' ', '\t'])?;
    let name = name.trim();
    let name = ['"', '\'']
        .iter()
        .find_map(|quote| name.strip_prefix(*quote)?.strip_suffix(*quote))
        .unwrap_or(name);
    match kind {
        "profile" => Some(Section::Profile(name)),
        "sso-session" => Some(Section::Session(name)),
        _ => None,
    }
}

/// The value without what follows a blank and a comment sign; a `#` inside a word, as addresses
/// have it, belongs to the value.
fn without_comment(value: &str) -> &str {
    let comment = value
        .char_indices()
        .zip(value.chars().skip(1))
        .find(|((_, blank), sign)| matches!(blank, ' ' | '\t') && matches!(sign, '#' | ';'));
    comment.map_or(value, |((index, _), _)| &value[..index])
}
