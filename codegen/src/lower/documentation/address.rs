//! Addresses that a doc comment may link to: `http` and `https`, with a host that surely parses.
//!
//! Stricter than a browser on purpose. An address that rustdoc's readers or Clippy might read
//! differently is not worth a link; its text is kept.

/// The address as it may stand between `<` and `>` or, after [`destination`], behind a link text;
/// `None` for any other scheme, for relative addresses and for doubtful hosts.
pub(super) fn normalise(address: &str) -> Option<String> {
    let address = address.trim();
    let (scheme, rest) = split_scheme(address)?;
    let host_end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(host_end);
    if !is_host(host) {
        return None;
    }
    let mut output = String::with_capacity(address.len() + 1);
    output.push_str(scheme);
    output.push_str(host);
    for character in path.chars() {
        match character {
            '\n' => {}
            _ if is_plain(character) => output.push(character),
            _ => percent_encode(character, &mut output),
        }
    }
    Some(output)
}

/// Whether each character of `address` may stand in an address as it is.
pub(super) fn is_clean(address: &str) -> bool {
    address.chars().all(|character| is_plain(character) || matches!(character, '(' | ')' | '*'))
}

/// A normalised address as the destination of a link, where entities would be decoded.
pub(super) fn destination(address: &str) -> String {
    if !address.contains('&') {
        return address.to_owned();
    }
    let mut output = String::with_capacity(address.len() + 4);
    for (index, character) in address.char_indices() {
        if character == '&' && starts_entity(address.get(index + 1..).unwrap_or_default()) {
            output.push('\\');
        }
        output.push(character);
    }
    output
}

/// Whether an ampersand in front of this text would begin an entity. The longest name that HTML
/// knows has 31 letters, so looking further would only cost time.
pub(super) fn starts_entity(rest: &str) -> bool {
    rest.bytes().take(40).find(|byte| !byte.is_ascii_alphanumeric() && *byte != b'#') == Some(b';')
}

fn split_scheme(address: &str) -> Option<(&'static str, &str)> {
    ["https://", "http://"].into_iter().find_map(|scheme| {
        let head = address.get(..scheme.len())?;
        let rest = address.get(scheme.len()..)?;
        head.eq_ignore_ascii_case(scheme).then_some((scheme, rest))
    })
}

/// A host of plain labels, perhaps with a port. A last label that begins with a digit would make
/// it an IPv4 address, and `xn--` a name that must decode: both can fail to parse.
fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, "80"));
    let is_inner = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let is_label = |label: &str| {
        (1..64).contains(&label.len())
            && label.bytes().all(is_inner)
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.get(2..4) != Some("--")
    };
    name.len() < 254
        && name.split('.').all(is_label)
        && name
            .rsplit('.')
            .next()
            .is_some_and(|label| label.starts_with(|first: char| first.is_ascii_alphabetic()))
        && port.parse::<u16>().is_ok()
}

fn is_plain(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-._~:/?#@!$&'+,;=%".contains(character)
}

fn percent_encode(character: char, output: &mut String) {
    let mut buffer = [0; 4];
    for byte in character.encode_utf8(&mut buffer).bytes() {
        output.push('%');
        for digit in [byte >> 4, byte & 15] {
            let digit = char::from_digit(u32::from(digit), 16).unwrap_or('0');
            output.push(digit.to_ascii_uppercase());
        }
    }
}
