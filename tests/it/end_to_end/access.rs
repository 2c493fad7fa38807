//! Access tokens, the session, and users.

use codecatalyst::operation::create_access_token::{
    CreateAccessTokenRequest, CreateAccessTokenResponse,
};
use codecatalyst::operation::delete_access_token::DeleteAccessTokenRequest;
use codecatalyst::operation::get_user_details::{GetUserDetailsRequest, GetUserDetailsResponse};
use codecatalyst::operation::list_access_tokens::{
    ListAccessTokensRequest, ListAccessTokensResponse,
};
use codecatalyst::operation::verify_session::{VerifySessionRequest, VerifySessionResponse};
use serde_json::{json, Value};

use super::case::{full, minimal, moment, run_all, with_fraction, Case};

#[tokio::test]
async fn access_tokens_the_session_and_users() {
    run_all(cases()).await;
}

pub(super) fn cases() -> Vec<Case> {
    [
        create_access_token(),
        delete_access_token(),
        list_access_tokens(),
        get_user_details(),
        verify_session(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn create_access_token() -> [Case; 2] {
    let answer = json!({
        "accessTokenId": "a1b2c3", "expiresTime": "2026-11-23T10:20:30.250+00:00", "name": "laptop \"blue\"", "secret": "s3cr3t",
    });
    [
        full("CreateAccessToken")
            .sends("PUT", "/v1/accessTokens")
            .body(json!({"name": "laptop \"blue\"", "expiresTime": "2026-11-23T10:20:30.25Z"}))
            .answers(201, answer.clone())
            .call(|client| async move {
                let call = client
                    .create_access_token()
                    .name("laptop \"blue\"")
                    .expires_time(with_fraction());
                Ok(created_access_token(&call.send().await?))
            }),
        minimal("CreateAccessToken")
            .sends("PUT", "/v1/accessTokens")
            .body(json!({"name": "x"}))
            .answers(201, answer)
            .call(|client| async move {
                Ok(created_access_token(&client.send(CreateAccessTokenRequest::new("x")).await?))
            }),
    ]
}

fn created_access_token(response: &CreateAccessTokenResponse) -> Value {
    json!({
        "accessTokenId": response.access_token_id,
        "expiresTime": moment(response.expires_time),
        "name": response.name,
        "secret": response.secret,
    })
}

fn delete_access_token() -> [Case; 2] {
    [
        // The model lets any text of 1 to 36 characters be an id, so this one has all that a path
        // could trip over.
        full("DeleteAccessToken")
            .sends("DELETE", "/v1/accessTokens/a%2Fb%20c%3Fd%23e%25f%2Bg%26%C3%A9%22")
            .answers(200, json!({}))
            .call(|client| async move {
                client.delete_access_token().id("a/b c?d#e%f+g&é\"").send().await?;
                Ok(json!({}))
            }),
        minimal("DeleteAccessToken")
            .sends("DELETE", "/v1/accessTokens/x")
            .answers(200, json!({}))
            .call(|client| async move {
                client.send(DeleteAccessTokenRequest::new("x")).await?;
                Ok(json!({}))
            }),
    ]
}

fn list_access_tokens() -> [Case; 2] {
    [
        full("ListAccessTokens")
            .sends("POST", "/v1/accessTokens")
            .body(json!({"maxResults": 10, "nextToken": "page/2"}))
            .answers(200, json!({
                "items": [
                    {"id": "one", "name": "first", "expiresTime": "2023-03-04T05:06:07.089+00:00"},
                    {"id": "two", "name": "second", "expiresTime": "2024-02-29T23:59:59+00:00"},
                ],
                "nextToken": "page/3",
            }))
            .call(|client| async move {
                let call = client.list_access_tokens().max_results(10).next_token("page/2");
                Ok(access_tokens(&call.send().await?))
            }),
        minimal("ListAccessTokens")
            .sends("POST", "/v1/accessTokens")
            .body(json!({}))
            .answers(200, json!({"items": []}))
            .call(|client| async move {
                Ok(access_tokens(&client.send(ListAccessTokensRequest::default()).await?))
            }),
    ]
}

fn access_tokens(response: &ListAccessTokensResponse) -> Value {
    let items: Vec<Value> = response
        .items
        .iter()
        .map(|item| json!({"id": item.id, "name": item.name, "expiresTime": moment(item.expires_time)}))
        .collect();
    json!({"items": items, "nextToken": response.next_token})
}

fn get_user_details() -> [Case; 2] {
    [
        // The user's id is free text, so the query has all that a query could trip over.
        full("GetUserDetails")
            .sends(
                "GET",
                "/userDetails?id=a%26b%3Dc%20d%2Be%25f%23g%2Fh%3F%C3%A9&userName=Mary.Major_1-2",
            )
            .answers(
                200,
                json!({
                    "displayName": "Mary Major",
                    "primaryEmail": {"email": "mary@example.com", "verified": true},
                    "userId": "user-1",
                    "userName": "Mary.Major_1-2",
                    "version": "1.2",
                }),
            )
            .call(|client| async move {
                let call =
                    client.get_user_details().id("a&b=c d+e%f#g/h?é").user_name("Mary.Major_1-2");
                Ok(user_details(&call.send().await?))
            }),
        minimal("GetUserDetails").sends("GET", "/userDetails").answers(200, json!({})).call(
            |client| async move {
                Ok(user_details(&client.send(GetUserDetailsRequest::default()).await?))
            },
        ),
    ]
}

fn user_details(response: &GetUserDetailsResponse) -> Value {
    let email = response.primary_email.as_ref();
    json!({
        "displayName": response.display_name,
        "primaryEmail": email.map(|email| json!({"email": email.email, "verified": email.verified})),
        "userId": response.user_id,
        "userName": response.user_name,
        "version": response.version,
    })
}

fn verify_session() -> [Case; 2] {
    [
        full("VerifySession").sends("GET", "/session").answers(200, json!({"identity": "user-1"})).call(
            |client| async move { Ok(session(&client.verify_session().send().await?)) },
        ),
        minimal("VerifySession").sends("GET", "/session").answers(200, json!({})).call(|client| async move {
            Ok(session(&client.send(VerifySessionRequest::default()).await?))
        }),
    ]
}

fn session(response: &VerifySessionResponse) -> Value {
    json!({"identity": response.identity})
}
