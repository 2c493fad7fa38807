use super::*;

#[test]
fn words_are_found_as_a_reader_would() {
    for (name, expected) in [
        ("spaceName", "space_name"),
        ("sizeInGiB", "size_in_gib"),
        ("ipv6Address", "ipv6_address"),
        ("IPv6Cidr", "ipv6_cidr"),
        ("vpcIDs", "vpc_ids"),
        ("HTTPMethod", "http_method"),
        ("S3Bucket", "s3_bucket"),
        ("eTag", "e_tag"),
        ("already_snake", "already_snake"),
        ("OAuth2Token", "oauth2_token"),
        ("IDstring", "i_dstring"),
    ] {
        assert_eq!(snake(name), expected, "{name}");
    }
}

#[test]
fn types_and_statics_follow_the_same_words() {
    assert_eq!(upper_camel("DEV_STANDARD1_SMALL"), "DevStandard1Small");
    assert_eq!(upper_camel("listOfURLs"), "ListOfUrls");
    assert_eq!(constant("NameString"), "NAME_STRING");
}

#[test]
fn keywords_become_raw_or_get_an_underscore() {
    for (name, expected) in [
        ("type", "r#type"),
        ("self", "self_"),
        ("crate", "crate_"),
        ("gen", "r#gen"),
        ("name", "name"),
    ] {
        assert_eq!(identifier(name), expected);
    }
}

#[test]
fn a_type_never_hides_the_prelude_and_a_module_is_a_file_everywhere() {
    assert_eq!(type_name("Option"), "OptionShape");
    assert_eq!(type_name("Space"), "Space");
    for (name, expected) in [
        ("mod", "mod_"),
        ("con", "con_"),
        ("lpt1", "lpt1_"),
        ("type", "type_"),
        ("console", "console"),
    ] {
        assert_eq!(file_stem(name), expected);
    }
}

#[test]
fn a_taken_name_is_numbered_and_case_does_not_make_it_free() {
    let mut scope = Scope::with(["send"]);
    assert_eq!(scope.take("send", Separator::Underscore), "send_2");
    assert_eq!(scope.take("Foo", Separator::Nothing), "Foo");
    assert_eq!(scope.take("FOO", Separator::Nothing), "FOO2");
    assert_eq!(scope.take("foo", Separator::Nothing), "foo3");
    assert_eq!(scope.take("Ec2", Separator::Nothing), "Ec2");
    assert_eq!(scope.take("EC2", Separator::Nothing), "EC2_2");
    assert_eq!(scope.take("r#type", Separator::Underscore), "r#type");
    assert_eq!(scope.take("type", Separator::Underscore), "type_2");
}
