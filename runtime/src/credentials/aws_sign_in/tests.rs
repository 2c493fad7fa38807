//! Facts about sign-in files, good and hostile.

use std::fs;
use std::path::PathBuf;
use std::string::{String, ToString};
use std::sync::atomic::{AtomicU32, Ordering};
use std::vec::Vec;

use super::config::{Config, SignIn};
use super::{cache, AwsSignIn, CredentialsError, Token};
use crate::timestamp::Timestamp;

/// 2026-01-01T00:00:00Z
const NOW: i64 = 1_767_225_600;
/// The SHA-1 of `codecatalyst`, in hexadecimal.
const CODECATALYST: &str = "80af6f394d022e711b1b139544a1598b8c36fd60.json";

/// A home folder of its own for each test.
struct Home(PathBuf);

impl Home {
    fn new(config: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path =
            std::env::temp_dir().join(std::format!("sign-in-{}-{number}", std::process::id()));
        fs::create_dir_all(path.join(".aws/sso/cache")).unwrap();
        if !config.is_empty() {
            fs::write(path.join(".aws/config"), config).unwrap();
        }
        Self(path)
    }

    fn cache(&self, key: &str) -> PathBuf {
        self.0.join(".aws/sso/cache").join(cache::file_name(key))
    }

    fn token(&self, environment: &[(&str, &str)]) -> Result<Token, CredentialsError> {
        read(&AwsSignIn::new().home(&self.0), environment)
    }

    fn error(&self, environment: &[(&str, &str)]) -> String {
        let error = self.token(environment).unwrap_err().to_string();
        error.replace(&self.0.to_string_lossy().into_owned(), "~")
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn read(source: &AwsSignIn, environment: &[(&str, &str)]) -> Result<Token, CredentialsError> {
    let value = |name: &str| {
        environment.iter().find(|(known, _)| *known == name).map(|(_, value)| value.to_string())
    };
    source.read(now(), &value)
}

fn now() -> Timestamp {
    Timestamp::from_unix(NOW, 0).unwrap()
}

const SESSION: &str =
    "[default]\nsso_session = codecatalyst\n\n[sso-session codecatalyst]\nsso_region = us-east-1\n";
const GOOD: &str =
    r#"{"accessToken": "s3cret", "expiresAt": "2026-01-01T08:00:00Z", "region": "us-east-1"}"#;

#[test]
fn the_file_is_named_by_the_hash_of_the_session() {
    assert_eq!(cache::file_name("codecatalyst"), CODECATALYST);
    let address = "https://example.awsapps.com/start";
    assert_eq!(cache::file_name(address).len(), 45);
}

#[test]
fn a_sign_in_is_found_through_profile_and_session() {
    let home = Home::new(SESSION);
    fs::write(home.cache("codecatalyst"), GOOD).unwrap();
    let token = home.token(&[]).unwrap();
    assert_eq!(token.secret(), "s3cret");
    assert_eq!(token.expires().unwrap().seconds(), NOW + 8 * 3600);
}

#[test]
fn the_profile_comes_from_the_setting_then_the_environment_then_is_default() {
    let config =
        "[profile one]\nsso_session=a\n[profile two]\nsso_start_url = https://two/#/ # the old way\n[sso-session a]\n";
    let home = Home::new(config);
    fs::write(home.cache("a"), GOOD.replace("s3cret", "of one")).unwrap();
    fs::write(home.cache("https://two/#/"), GOOD.replace("s3cret", "of two")).unwrap();
    assert_eq!(home.token(&[("AWS_PROFILE", "two")]).unwrap().secret(), "of two");
    let one = AwsSignIn::new().home(&home.0).profile("one");
    assert_eq!(read(&one, &[("AWS_PROFILE", "two")]).unwrap().secret(), "of one");
    let session = AwsSignIn::new().home(&home.0).session("a");
    assert_eq!(read(&session, &[]).unwrap().secret(), "of one");
    let error = home.token(&[]).unwrap_err();
    assert!(error.is_absent(), "nobody asked for the default profile: {error}");
    let error = home.token(&[("AWS_PROFILE", "three")]).unwrap_err();
    assert!(!error.is_absent(), "somebody asked for this one: {error}");
    assert!(error.to_string().contains("has no profile three"), "{error}");
}

#[test]
fn the_files_come_from_the_environment() {
    let home = Home::new("");
    let config = home.0.join("elsewhere");
    fs::write(&config, SESSION).unwrap();
    fs::write(home.cache("codecatalyst"), GOOD).unwrap();
    let config = config.to_string_lossy().into_owned();
    let folder = home.0.to_string_lossy().into_owned();
    for name in ["HOME", "USERPROFILE"] {
        let environment = [("AWS_CONFIG_FILE", config.as_str()), (name, folder.as_str())];
        assert_eq!(read(&AwsSignIn::new(), &environment).unwrap().secret(), "s3cret");
    }
    assert!(read(&AwsSignIn::new(), &[]).unwrap_err().is_absent());
}

#[test]
fn each_trouble_says_which_file_and_what_to_run() {
    let cached = "~/.aws/sso/cache/";
    assert_eq!(
        Home::new("").error(&[]),
        "sign in with `aws configure sso`, there is no ~/.aws/config"
    );
    let home = Home::new(SESSION);
    assert_eq!(
        home.error(&[]),
        std::format!("not signed in, there is no {cached}{CODECATALYST}: run `aws sso login`")
    );
    fs::write(home.cache("codecatalyst"), GOOD.replace("2026-01-01T08", "2025-12-31T08")).unwrap();
    assert_eq!(
        home.error(&[]),
        std::format!("the sign-in in {cached}{CODECATALYST} expired at 2025-12-31T08:00:00Z: run `aws sso login`")
    );
    assert!(home
        .error(&[("AWS_PROFILE", "default")])
        .ends_with(": run `aws sso login --profile default`"));
    let session = AwsSignIn::new().home(&home.0).session("codecatalyst");
    let error = read(&session, &[]).unwrap_err().to_string();
    assert!(error.ends_with(": run `aws sso login --sso-session codecatalyst`"), "{error}");
    assert_eq!(
        Home::new("[default]\nsso_session = lost\n").error(&[]),
        "profile default refers to the sso-session lost, which ~/.aws/config does not have"
    );
    assert!(Home::new("[default]\nregion = us-east-1\n")
        .error(&[])
        .contains("neither sso_session nor sso_start_url"));
}

#[test]
fn a_token_that_is_about_to_expire_is_as_good_as_expired() {
    for (expires, good) in
        [("00:00:30Z", false), ("00:00:31Z", true), ("00:00:31UTC", true), ("00:00:30UTC", false)]
    {
        let home = Home::new(SESSION);
        fs::write(home.cache("codecatalyst"), GOOD.replace("08:00:00Z", expires)).unwrap();
        assert_eq!(home.token(&[]).is_ok(), good, "{expires}");
    }
}

#[test]
fn a_new_login_is_picked_up_when_the_old_one_has_expired() {
    let home = Home::new(SESSION);
    fs::write(home.cache("codecatalyst"), GOOD).unwrap();
    let config = home.0.join(".aws/config");
    let source = AwsSignIn::new().home(&home.0).config_file(&config).session("codecatalyst");
    assert_eq!(source.current(now()).unwrap().secret(), "s3cret");
    fs::write(home.cache("codecatalyst"), GOOD.replace("s3cret", "newer").replace("T08", "T20"))
        .unwrap();
    assert_eq!(source.current(now()).unwrap().secret(), "s3cret", "the first one is still good");
    let later = Timestamp::from_unix(NOW + 8 * 3600, 0).unwrap();
    assert_eq!(source.current(later).unwrap().secret(), "newer");
}

#[test]
fn hostile_files_are_refused_without_showing_them() {
    let deep = "[".repeat(100_000);
    let long = std::format!("{{\"accessToken\": \"{}\"}}", "s3cret".repeat(20_000));
    let files: [&[u8]; 11] = [
        b"",
        b"s3cret",
        b"[\"s3cret\"]",
        b"{\"accessToken\": \"s3cret",
        b"{\"accessToken\": {\"s3cret\": 1}, \"expiresAt\": \"2026-01-01T08:00:00Z\"}",
        b"{\"accessToken\": \"\", \"expiresAt\": \"2026-01-01T08:00:00Z\"}",
        b"{\"accessToken\": \"s3cret\"}",
        b"{\"accessToken\": \"s3cret\", \"expiresAt\": \"tomorrow\"}",
        b"\xff\xfes3cret",
        deep.as_bytes(),
        long.as_bytes(),
    ];
    for file in files {
        let home = Home::new(SESSION);
        fs::write(home.cache("codecatalyst"), file).unwrap();
        let error = home.token(&[]).unwrap_err();
        let shown = std::format!("{error} {error:?}");
        assert!(shown.contains(CODECATALYST) && !shown.contains("s3cret"), "{shown}");
    }
    let home = Home::new(SESSION);
    fs::create_dir(home.cache("codecatalyst")).unwrap();
    assert!(home.error(&[]).ends_with("is not a file"));
    let home = Home::new(&"#".repeat(1024 * 1024 + 1));
    assert!(home.error(&[]).ends_with("is longer than 1048576 bytes"));
}

#[test]
fn a_session_name_is_no_path() {
    let home = Home::new("[default]\nsso_session = ../../x\n[sso-session ../../x]\n");
    assert!(home.error(&[]).starts_with("not signed in, there is no ~/.aws/sso/cache/"));
}

#[test]
fn profiles_are_read_as_the_command_line_does() {
    let sign_in = |text: &str, profile: &str| Config::parse(text).sign_in(profile);
    let session = |name: &str| SignIn::Session(name.into());
    let sessions = "\n[sso-session a]\n[sso-session b c]\n";
    let with = |text: &str| std::format!("{text}{sessions}");
    assert_eq!(sign_in(&with("[profile 'p q']\nsso_session=a"), "p q"), session("a"));
    assert_eq!(sign_in(&with("[profile \"p\"]\r\nsso_session = a\r\n"), "p"), session("a"));
    assert_eq!(
        sign_in(&with("[ profile\tp ] # note\nsso_session = b c ; note"), "p"),
        session("b c")
    );
    assert_eq!(sign_in(&with("\u{feff}[default]\nsso_session=a"), "default"), session("a"));
    let both = with("[profile default]\nsso_session=a\n[default]\nsso_session=b c");
    assert_eq!(sign_in(&both, "default"), session("a"));
    let twice = with("[profile p]\nsso_session=x\n[profile p]\nsso_session=a");
    assert_eq!(sign_in(&twice, "p"), session("a"));
    assert_eq!(sign_in(&with("[profile p]\n#sso_session=a\n;sso_session=a"), "p"), SignIn::Unset);
    assert_eq!(sign_in(&with("[profile p]\ns3 =\n  sso_session=a"), "p"), SignIn::Unset);
    assert_eq!(sign_in(&with("[p]\nsso_session=a"), "p"), SignIn::NoProfile);
    assert_eq!(sign_in(&with("sso_session=a\n[profile p"), "p"), SignIn::NoProfile);
    assert_eq!(
        sign_in("[profile p]\nsso_start_url=https://x/#/", "p"),
        SignIn::StartUrl("https://x/#/".into())
    );
    let lines: Vec<String> =
        (0..255_u8).map(|byte| std::format!("[{0}{0}={0}]{0}\n", char::from(byte))).collect();
    assert_eq!(sign_in(&lines.concat(), "default"), SignIn::NoProfile);
}
