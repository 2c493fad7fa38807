//! `\p{...}` and `\P{...}`: ECMA-262 `CharacterClassEscape :: p{ UnicodePropertyValueExpression }`.
//!
//! The data are the Unicode tables of `regex-syntax`. That crate matches names loosely, ECMA-262
//! demands the exact spelling of the Unicode alias files, so the names are checked here first.

use super::set::CodeSet;
use regex_syntax::hir::{Class, HirKind};

/// Why a property expression has no set.
#[derive(Debug)]
pub(super) enum PropertyError {
    /// ECMA-262 knows no such property or value: a syntax error.
    Unknown,
    /// The name is right but the tables lack the property.
    NoData,
}

/// The set that `name`, or `name=value`, stands for.
pub(super) fn lookup(name: &str, value: Option<&str>) -> Result<CodeSet, PropertyError> {
    let query = match (name, value) {
        ("General_Category" | "gc", Some(value)) => category(value)?,
        ("Script" | "sc", Some(value)) => format!("sc={}", script(value)?),
        ("Script_Extensions" | "scx", Some(value)) => format!("scx={}", script(value)?),
        (_, Some(_)) => return Err(PropertyError::Unknown),
        ("Any", None) => return Ok(CodeSet::all()),
        ("ASCII", None) => return Ok(CodeSet::from_ranges([(0, 0x7F)])),
        ("Assigned", None) => return Ok(table("gc=Cn")?.complement()),
        (name, None) => match category(name) {
            Ok(query) => query,
            Err(_) => binary(name)?.to_owned(),
        },
    };
    match query.as_str() {
        // Surrogates are in no `str`; the tables leave them out and reject the name.
        "gc=Cs" => Ok(CodeSet::default()),
        query => table(query),
    }
}

/// Code points with the property `ID_Start`, or `ID_Continue`: for the names of groups.
pub(super) fn identifier(continues: bool) -> CodeSet {
    let name = if continues { "ID_Continue" } else { "ID_Start" };
    table(name).unwrap_or_default()
}

fn table(query: &str) -> Result<CodeSet, PropertyError> {
    let parsed =
        regex_syntax::parse(&format!(r"\p{{{query}}}")).map_err(|_| PropertyError::NoData)?;
    match parsed.kind() {
        HirKind::Class(Class::Unicode(class)) => Ok(CodeSet::from_ranges(
            class.ranges().iter().map(|range| (u32::from(range.start()), u32::from(range.end()))),
        )),
        // A property of one code point comes back as that character.
        HirKind::Literal(literal) => {
            let text = core::str::from_utf8(&literal.0).map_err(|_| PropertyError::NoData)?;
            Ok(CodeSet::from_ranges(text.chars().map(|one| (u32::from(one), u32::from(one)))))
        }
        _ => Err(PropertyError::NoData),
    }
}

fn category(name: &str) -> Result<String, PropertyError> {
    CATEGORIES
        .split_whitespace()
        .find(|entry| entry.split('/').any(|alias| alias == name))
        .and_then(|entry| entry.split('/').next())
        .map(|short| format!("gc={short}"))
        .ok_or(PropertyError::Unknown)
}

fn script(name: &str) -> Result<&'static str, PropertyError> {
    alias(SCRIPTS, name)
}

fn binary(name: &str) -> Result<&'static str, PropertyError> {
    alias(BINARY, name)
}

/// The first spelling of the entry of `list` in which `name` occurs.
fn alias(list: &'static str, name: &str) -> Result<&'static str, PropertyError> {
    list.split_whitespace()
        .find(|entry| entry.split('/').any(|alias| alias == name))
        .and_then(|entry| entry.split('/').next())
        .ok_or(PropertyError::Unknown)
}

/// Values of `General_Category`, from `PropertyValueAliases.txt`.
const CATEGORIES: &str = "\
    C/Other Cc/Control/cntrl Cf/Format Cn/Unassigned Co/Private_Use Cs/Surrogate \
    L/Letter LC/Cased_Letter Ll/Lowercase_Letter Lm/Modifier_Letter Lo/Other_Letter \
    Lt/Titlecase_Letter Lu/Uppercase_Letter M/Mark/Combining_Mark Mc/Spacing_Mark \
    Me/Enclosing_Mark Mn/Nonspacing_Mark N/Number Nd/Decimal_Number/digit Nl/Letter_Number \
    No/Other_Number P/Punctuation/punct Pc/Connector_Punctuation Pd/Dash_Punctuation \
    Pe/Close_Punctuation Pf/Final_Punctuation Pi/Initial_Punctuation Po/Other_Punctuation \
    Ps/Open_Punctuation S/Symbol Sc/Currency_Symbol Sk/Modifier_Symbol Sm/Math_Symbol \
    So/Other_Symbol Z/Separator Zl/Line_Separator Zp/Paragraph_Separator Zs/Space_Separator";

/// ECMA-262, table "Binary Unicode property aliases".
const BINARY: &str = "\
    ASCII_Hex_Digit/AHex Alphabetic/Alpha Bidi_Control/Bidi_C Bidi_Mirrored/Bidi_M \
    Case_Ignorable/CI Cased Changes_When_Casefolded/CWCF Changes_When_Casemapped/CWCM \
    Changes_When_Lowercased/CWL Changes_When_NFKC_Casefolded/CWKCF Changes_When_Titlecased/CWT \
    Changes_When_Uppercased/CWU Dash Default_Ignorable_Code_Point/DI Deprecated/Dep \
    Diacritic/Dia Emoji Emoji_Component/EComp Emoji_Modifier/EMod Emoji_Modifier_Base/EBase \
    Emoji_Presentation/EPres Extended_Pictographic/ExtPict Extender/Ext Grapheme_Base/Gr_Base \
    Grapheme_Extend/Gr_Ext Hex_Digit/Hex IDS_Binary_Operator/IDSB IDS_Trinary_Operator/IDST \
    ID_Continue/IDC ID_Start/IDS Ideographic/Ideo Join_Control/Join_C \
    Logical_Order_Exception/LOE Lowercase/Lower Math Noncharacter_Code_Point/NChar \
    Pattern_Syntax/Pat_Syn Pattern_White_Space/Pat_WS Quotation_Mark/QMark Radical \
    Regional_Indicator/RI Sentence_Terminal/STerm Soft_Dotted/SD Terminal_Punctuation/Term \
    Unified_Ideograph/UIdeo Uppercase/Upper Variation_Selector/VS White_Space/space \
    XID_Continue/XIDC XID_Start/XIDS";

/// Values of `Script`, from `PropertyValueAliases.txt`.
const SCRIPTS: &str = "\
    Adlam/Adlm Ahom Anatolian_Hieroglyphs/Hluw Arabic/Arab Armenian/Armn Avestan/Avst \
    Balinese/Bali Bamum/Bamu Bassa_Vah/Bass Batak/Batk Bengali/Beng Bhaiksuki/Bhks \
    Bopomofo/Bopo Brahmi/Brah Braille/Brai Buginese/Bugi Buhid/Buhd Canadian_Aboriginal/Cans \
    Carian/Cari Caucasian_Albanian/Aghb Chakma/Cakm Cham Cherokee/Cher Chorasmian/Chrs \
    Common/Zyyy Coptic/Copt/Qaac Cuneiform/Xsux Cypriot/Cprt Cypro_Minoan/Cpmn Cyrillic/Cyrl \
    Deseret/Dsrt Devanagari/Deva Dives_Akuru/Diak Dogra/Dogr Duployan/Dupl \
    Egyptian_Hieroglyphs/Egyp Elbasan/Elba Elymaic/Elym Ethiopic/Ethi Garay/Gara Georgian/Geor \
    Glagolitic/Glag Gothic/Goth Grantha/Gran Greek/Grek Gujarati/Gujr Gunjala_Gondi/Gong \
    Gurmukhi/Guru Gurung_Khema/Gukh Han/Hani Hangul/Hang Hanifi_Rohingya/Rohg Hanunoo/Hano \
    Hatran/Hatr Hebrew/Hebr Hiragana/Hira Imperial_Aramaic/Armi Inherited/Qaai/Zinh \
    Inscriptional_Pahlavi/Phli Inscriptional_Parthian/Prti Javanese/Java Kaithi/Kthi \
    Kannada/Knda Katakana/Kana Kawi Kayah_Li/Kali Kharoshthi/Khar Khitan_Small_Script/Kits \
    Khmer/Khmr Khojki/Khoj Khudawadi/Sind Kirat_Rai/Krai Lao/Laoo Latin/Latn Lepcha/Lepc \
    Limbu/Limb Linear_A/Lina Linear_B/Linb Lisu Lycian/Lyci Lydian/Lydi Mahajani/Mahj \
    Makasar/Maka Malayalam/Mlym Mandaic/Mand Manichaean/Mani Marchen/Marc Masaram_Gondi/Gonm \
    Medefaidrin/Medf Meetei_Mayek/Mtei Mende_Kikakui/Mend Meroitic_Cursive/Merc \
    Meroitic_Hieroglyphs/Mero Miao/Plrd Modi Mongolian/Mong Mro/Mroo Multani/Mult Myanmar/Mymr \
    Nabataean/Nbat Nag_Mundari/Nagm Nandinagari/Nand New_Tai_Lue/Talu Newa Nko/Nkoo Nushu/Nshu \
    Nyiakeng_Puachue_Hmong/Hmnp Ogham/Ogam Ol_Chiki/Olck Ol_Onal/Onao Old_Hungarian/Hung \
    Old_Italic/Ital Old_North_Arabian/Narb Old_Permic/Perm Old_Persian/Xpeo Old_Sogdian/Sogo \
    Old_South_Arabian/Sarb Old_Turkic/Orkh Old_Uyghur/Ougr Oriya/Orya Osage/Osge Osmanya/Osma \
    Pahawh_Hmong/Hmng Palmyrene/Palm Pau_Cin_Hau/Pauc Phags_Pa/Phag Phoenician/Phnx \
    Psalter_Pahlavi/Phlp Rejang/Rjng Runic/Runr Samaritan/Samr Saurashtra/Saur Sharada/Shrd \
    Shavian/Shaw Siddham/Sidd SignWriting/Sgnw Sinhala/Sinh Sogdian/Sogd Sora_Sompeng/Sora \
    Soyombo/Soyo Sundanese/Sund Sunuwar/Sunu Syloti_Nagri/Sylo Syriac/Syrc Tagalog/Tglg \
    Tagbanwa/Tagb Tai_Le/Tale Tai_Tham/Lana Tai_Viet/Tavt Takri/Takr Tamil/Taml Tangsa/Tnsa \
    Tangut/Tang Telugu/Telu Thaana/Thaa Thai Tibetan/Tibt Tifinagh/Tfng Tirhuta/Tirh \
    Todhri/Todr Toto Tulu_Tigalari/Tutg Ugaritic/Ugar Unknown/Zzzz Vai/Vaii Vithkuqi/Vith \
    Wancho/Wcho Warang_Citi/Wara Yezidi/Yezi Yi/Yiii Zanabazar_Square/Zanb";
