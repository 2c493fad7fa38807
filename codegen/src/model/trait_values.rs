//! Typed views of the traits that shape generated code.
//!
//! An accessor answers `None` both for a trait that is absent and for one with an ill-formed
//! value: [`crate::check`] reports the latter, and nothing is generated after an error.

use super::traits;
use super::uri::UriPattern;
use super::{Node, Number, Object, Traits};

/// Bounds of `length`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// Smallest length allowed.
    pub min: Option<u64>,
    /// Largest length allowed.
    pub max: Option<u64>,
}

/// Bounds of `range`, as written.
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    /// Smallest value allowed.
    pub min: Option<Number>,
    /// Largest value allowed.
    pub max: Option<Number>,
}

/// Who is at fault, the value of `error`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// The request.
    Client,
    /// The service.
    Server,
}

/// The value of `retryable`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Retryable {
    /// Whether the error asks to slow down.
    pub throttling: bool,
}

/// The value of `http`.
#[derive(Clone, Debug, PartialEq)]
pub struct Http {
    /// Request method.
    pub method: String,
    /// Parsed URI pattern.
    pub uri: UriPattern,
    /// Status of a success; 200 unless given.
    pub code: u16,
}

/// The value of `paginated`, paths not resolved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paginated {
    /// Input member that takes the token.
    pub input_token: Option<String>,
    /// Path of the output member that holds the next token.
    pub output_token: Option<String>,
    /// Path of the output member that holds the items.
    pub items: Option<String>,
    /// Input member that limits a page.
    pub page_size: Option<String>,
}

/// The value of `deprecated`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deprecated {
    /// What to use instead.
    pub message: Option<String>,
    /// The version or date since when.
    pub since: Option<String>,
}

/// The value of `timestampFormat`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimestampFormat {
    /// RFC 3339 in UTC, fractions optional.
    DateTime,
    /// The fixed form of HTTP dates.
    HttpDate,
    /// Seconds since 1970, fractions optional.
    EpochSeconds,
}

/// A value of `enumValue`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum EnumValue {
    /// Of an `enum`.
    String(String),
    /// Of an `intEnum`.
    Integer(i32),
}

/// The value of `requestCompression`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestCompression {
    /// Supported encodings, the preferred one first.
    pub encodings: Vec<String>,
}

impl TimestampFormat {
    /// The format with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "date-time" => Some(Self::DateTime),
            "http-date" => Some(Self::HttpDate),
            "epoch-seconds" => Some(Self::EpochSeconds),
            _ => None,
        }
    }
}

fn text(object: &Object, key: &str) -> Option<String> {
    object.get(key)?.as_str().map(str::to_owned)
}

impl Traits {
    fn text(&self, id: &str) -> Option<&str> {
        self.get(id).and_then(Node::as_str)
    }

    fn object(&self, id: &str) -> Option<&Object> {
        self.get(id).and_then(Node::as_object)
    }

    fn texts(&self, id: &str) -> Option<Vec<&str>> {
        self.get(id)?.as_array()?.iter().map(Node::as_str).collect()
    }

    /// `documentation`, as written (`CommonMark` or HTML).
    #[must_use]
    pub fn documentation(&self) -> Option<&str> {
        self.text(traits::DOCUMENTATION)
    }

    /// `title`
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.text(traits::TITLE)
    }

    /// `since`
    #[must_use]
    pub fn since(&self) -> Option<&str> {
        self.text(traits::SINCE)
    }

    /// `externalDocumentation`: titles and addresses.
    #[must_use]
    pub fn external_documentation(&self) -> Option<Vec<(&str, &str)>> {
        let object = self.object(traits::EXTERNAL_DOCUMENTATION)?;
        object.iter().map(|entry| Some((entry.key.as_ref(), entry.value.as_str()?))).collect()
    }

    /// `tags`
    #[must_use]
    pub fn tags(&self) -> Option<Vec<&str>> {
        self.texts(traits::TAGS)
    }

    /// `suppress`: identifiers of validation events.
    #[must_use]
    pub fn suppress(&self) -> Option<Vec<&str>> {
        self.texts(traits::SUPPRESS)
    }

    /// `auth`: schemes in order of preference.
    #[must_use]
    pub fn auth(&self) -> Option<Vec<&str>> {
        self.texts(traits::AUTH)
    }

    /// `deprecated`
    #[must_use]
    pub fn deprecated(&self) -> Option<Deprecated> {
        let node = self.get(traits::DEPRECATED)?;
        if node.as_bool() == Some(true) {
            return Some(Deprecated::default());
        }
        let object = node.as_object()?;
        Some(Deprecated { message: text(object, "message"), since: text(object, "since") })
    }

    /// `length`
    #[must_use]
    pub fn length(&self) -> Option<Length> {
        let object = self.object(traits::LENGTH)?;
        let bound = |key| match object.get(key) {
            None => Some(None),
            Some(node) => node.as_i64().and_then(|bound| u64::try_from(bound).ok()).map(Some),
        };
        Some(Length { min: bound("min")?, max: bound("max")? })
    }

    /// `range`. Bounds may be strings in the model, as big decimals may (model.rst, "Trait node
    /// values").
    #[must_use]
    pub fn range(&self) -> Option<Range> {
        let object = self.object(traits::RANGE)?;
        let bound = |key| match object.get(key) {
            None => Some(None),
            Some(node) => number(node).map(Some),
        };
        Some(Range { min: bound("min")?, max: bound("max")? })
    }

    /// `pattern`
    #[must_use]
    pub fn pattern(&self) -> Option<&str> {
        self.text(traits::PATTERN)
    }

    /// `default`, `null` included.
    #[must_use]
    pub fn default_value(&self) -> Option<&Node> {
        self.get(traits::DEFAULT)
    }

    /// `jsonName`
    #[must_use]
    pub fn json_name(&self) -> Option<&str> {
        self.text(traits::JSON_NAME)
    }

    /// `mediaType`
    #[must_use]
    pub fn media_type(&self) -> Option<&str> {
        self.text(traits::MEDIA_TYPE)
    }

    /// `timestampFormat`
    #[must_use]
    pub fn timestamp_format(&self) -> Option<TimestampFormat> {
        self.text(traits::TIMESTAMP_FORMAT).and_then(TimestampFormat::from_name)
    }

    /// `enumValue`. Every member of an enum has one after loading.
    #[must_use]
    pub fn enum_value(&self) -> Option<EnumValue> {
        let node = self.get(traits::ENUM_VALUE)?;
        let integer = || node.as_i64().and_then(|value| i32::try_from(value).ok());
        let string = node.as_str().map(|value| EnumValue::String(value.to_owned()));
        string.or_else(|| integer().map(EnumValue::Integer))
    }

    /// `error`
    #[must_use]
    pub fn error(&self) -> Option<ErrorKind> {
        match self.text(traits::ERROR)? {
            "client" => Some(ErrorKind::Client),
            "server" => Some(ErrorKind::Server),
            _ => None,
        }
    }

    /// `retryable`
    #[must_use]
    pub fn retryable(&self) -> Option<Retryable> {
        let node = self.get(traits::RETRYABLE)?;
        let throttling = node.get("throttling").and_then(Node::as_bool).unwrap_or(false);
        Some(Retryable { throttling })
    }

    /// `paginated` of this shape alone; see [`super::Model::pagination`] for the merged one.
    #[must_use]
    pub fn paginated(&self) -> Option<Paginated> {
        let node = self.get(traits::PAGINATED)?;
        if node.as_bool() == Some(true) {
            return Some(Paginated::default());
        }
        let object = node.as_object()?;
        Some(Paginated {
            input_token: text(object, "inputToken"),
            output_token: text(object, "outputToken"),
            items: text(object, "items"),
            page_size: text(object, "pageSize"),
        })
    }

    /// `http`
    #[must_use]
    pub fn http(&self) -> Option<Http> {
        let object = self.object(traits::HTTP)?;
        let code = match object.get("code") {
            None => 200,
            Some(node) => u16::try_from(node.as_i64()?).ok()?,
        };
        let uri = UriPattern::parse(object.get("uri")?.as_str()?).ok()?;
        Some(Http { method: text(object, "method")?, uri, code })
    }

    /// `httpQuery`
    #[must_use]
    pub fn http_query(&self) -> Option<&str> {
        self.text(traits::HTTP_QUERY)
    }

    /// `httpHeader`
    #[must_use]
    pub fn http_header(&self) -> Option<&str> {
        self.text(traits::HTTP_HEADER)
    }

    /// `httpPrefixHeaders`
    #[must_use]
    pub fn http_prefix_headers(&self) -> Option<&str> {
        self.text(traits::HTTP_PREFIX_HEADERS)
    }

    /// `httpError`
    #[must_use]
    pub fn http_error(&self) -> Option<u16> {
        self.get(traits::HTTP_ERROR)?.as_i64().and_then(|code| u16::try_from(code).ok())
    }

    /// `endpoint`: the pattern of the host prefix.
    #[must_use]
    pub fn endpoint(&self) -> Option<&str> {
        self.object(traits::ENDPOINT)?.get("hostPrefix")?.as_str()
    }

    /// `requestCompression`
    #[must_use]
    pub fn request_compression(&self) -> Option<RequestCompression> {
        let encodings = self.object(traits::REQUEST_COMPRESSION)?.get("encodings")?.as_array()?;
        let encodings = encodings.iter().map(|node| node.as_str().map(str::to_owned));
        Some(RequestCompression { encodings: encodings.collect::<Option<_>>()? })
    }

    /// `examples`, as written.
    #[must_use]
    pub fn examples(&self) -> Option<&[Node]> {
        self.get(traits::EXAMPLES).and_then(Node::as_array)
    }

    /// `waitable`: waiters by name, as written.
    #[must_use]
    pub fn waitable(&self) -> Option<&Object> {
        self.object(traits::WAITABLE)
    }
}

/// A number, or a string that spells one.
fn number(node: &Node) -> Option<Number> {
    let spelled = || {
        let text = node.as_str()?;
        super::decimal::Decimal::parse(text).map(|_| Number::new(text))
    };
    node.as_number().cloned().or_else(spelled)
}

/// Accessors of the traits without a value.
macro_rules! annotations {
    ($($name:ident = $id:ident,)*) => {
        impl Traits {
            $(
                #[doc = concat!("Whether [`traits::", stringify!($id), "`] is applied.")]
                #[must_use]
                pub fn $name(&self) -> bool {
                    self.has(traits::$id)
                }
            )*
        }
    };
}

annotations! {
    required = REQUIRED,
    added_default = ADDED_DEFAULT,
    client_optional = CLIENT_OPTIONAL,
    input = INPUT,
    output = OUTPUT,
    sensitive = SENSITIVE,
    http_label = HTTP_LABEL,
    http_query_params = HTTP_QUERY_PARAMS,
    http_payload = HTTP_PAYLOAD,
    http_response_code = HTTP_RESPONSE_CODE,
    http_checksum_required = HTTP_CHECKSUM_REQUIRED,
    idempotency_token = IDEMPOTENCY_TOKEN,
    idempotent = IDEMPOTENT,
    readonly = READONLY,
    unique_items = UNIQUE_ITEMS,
    sparse = SPARSE,
    streaming = STREAMING,
    requires_length = REQUIRES_LENGTH,
    event_header = EVENT_HEADER,
    event_payload = EVENT_PAYLOAD,
    host_label = HOST_LABEL,
    unstable = UNSTABLE,
    internal = INTERNAL,
    optional_auth = OPTIONAL_AUTH,
    private = PRIVATE,
}
