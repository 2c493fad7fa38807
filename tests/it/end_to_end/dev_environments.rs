//! Dev Environments: made, changed, started, stopped and deleted.

use codecatalyst::operation::create_dev_environment::{
    CreateDevEnvironmentRequest, CreateDevEnvironmentResponse,
};
use codecatalyst::operation::delete_dev_environment::{
    DeleteDevEnvironmentRequest, DeleteDevEnvironmentResponse,
};
use codecatalyst::operation::start_dev_environment::{
    StartDevEnvironmentRequest, StartDevEnvironmentResponse,
};
use codecatalyst::operation::stop_dev_environment::{
    StopDevEnvironmentRequest, StopDevEnvironmentResponse,
};
use codecatalyst::operation::update_dev_environment::{
    UpdateDevEnvironmentRequest, UpdateDevEnvironmentResponse,
};
use codecatalyst::types::{
    IdeConfiguration, InstanceType, PersistentStorageConfiguration, RepositoryInput,
};
use serde_json::{json, Value};

use super::case::{full, minimal, run_all, Case, GENERATED, PROJECT, SPACE, UUID};
use super::dev_environment_details::{instance_type, status};

pub(super) const ENVIRONMENTS: &str =
    "/v1/spaces/ExampleCorp/projects/demo-project/devEnvironments";
pub(super) const ENVIRONMENT: &str =
    "/v1/spaces/ExampleCorp/projects/demo-project/devEnvironments/0f1e2d3c-4b5a-4697-8877-66554433aabb";

#[tokio::test]
async fn dev_environments_made_and_changed() {
    run_all(cases()).await;
}

pub(super) fn cases() -> Vec<Case> {
    [
        create_dev_environment(),
        update_dev_environment(),
        delete_dev_environment(),
        start_dev_environment(),
        stop_dev_environment(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn ide() -> IdeConfiguration {
    IdeConfiguration { name: Some("Cloud9".into()), runtime: Some("public.ecr.aws/ide".into()) }
}

fn create_dev_environment() -> [Case; 2] {
    let made = json!({"id": UUID, "projectName": "demo-project", "spaceName": "ExampleCorp"});
    let mut whole = made.clone();
    whole["vpcConnectionName"] = json!("vpc-1");
    [
        full("CreateDevEnvironment")
            .sends("PUT", ENVIRONMENTS)
            .body(json!({
                "alias": "mine",
                "clientToken": "token of the caller",
                "ides": [{"name": "Cloud9", "runtime": "public.ecr.aws/ide"}],
                "inactivityTimeoutMinutes": 15,
                "instanceType": "dev.standard1.xlarge",
                "persistentStorage": {"sizeInGiB": 64},
                "repositories": [{"repositoryName": "web", "branchName": "main"}, {"repositoryName": "shop"}],
                "vpcConnectionName": "vpc-1",
            }))
            .answers(201, whole)
            .call(|client| async move {
                let repositories =
                    [RepositoryInput { branch_name: Some("main".into()), ..RepositoryInput::new("web") }, RepositoryInput::new("shop")];
                let call = client
                    .create_dev_environment()
                    .space_name(SPACE)
                    .project_name(PROJECT)
                    .instance_type(InstanceType::DevStandard1Xlarge)
                    .persistent_storage(PersistentStorageConfiguration::new(64))
                    .alias("mine")
                    .client_token("token of the caller")
                    .ides([ide()])
                    .inactivity_timeout_minutes(15)
                    .repositories(repositories)
                    .vpc_connection_name("vpc-1");
                Ok(created(&call.send().await?))
            }),
        minimal("CreateDevEnvironment")
            .sends("PUT", ENVIRONMENTS)
            .body(json!({
                "clientToken": GENERATED, "instanceType": "dev.standard1.small", "persistentStorage": {"sizeInGiB": 0},
            }))
            .answers(201, made)
            .call(|client| async move {
                let storage = PersistentStorageConfiguration { size_in_gib: 0 };
                let request = CreateDevEnvironmentRequest::new(SPACE, PROJECT, InstanceType::DevStandard1Small, storage);
                Ok(created(&client.send(request).await?))
            }),
    ]
}

fn created(response: &CreateDevEnvironmentResponse) -> Value {
    json!({
        "id": response.id,
        "projectName": response.project_name,
        "spaceName": response.space_name,
        "vpcConnectionName": response.vpc_connection_name,
    })
}

fn update_dev_environment() -> [Case; 2] {
    [
        full("UpdateDevEnvironment")
            .sends("PATCH", ENVIRONMENT)
            .body(json!({
                // An empty alias takes the old one away, so it must not be left out.
                "alias": "",
                "clientToken": "t-1",
                "ides": [{"name": "Cloud9", "runtime": "public.ecr.aws/ide"}],
                "inactivityTimeoutMinutes": 0,
                "instanceType": "dev.standard1.medium",
            }))
            .answers(
                200,
                json!({
                    "alias": "mine",
                    "clientToken": "t-1",
                    "id": UUID,
                    "ides": [{"name": "Cloud9", "runtime": "r1"}, {"name": "VSCode"}],
                    "inactivityTimeoutMinutes": 0,
                    "instanceType": "dev.standard1.medium",
                    "projectName": "demo-project",
                    "spaceName": "ExampleCorp",
                }),
            )
            .call(|client| async move {
                let call = client
                    .update_dev_environment()
                    .space_name(SPACE)
                    .project_name(PROJECT)
                    .id(UUID)
                    .alias("")
                    .client_token("t-1")
                    .ides([ide()])
                    .inactivity_timeout_minutes(0)
                    .instance_type(InstanceType::DevStandard1Medium);
                Ok(updated(&call.send().await?))
            }),
        minimal("UpdateDevEnvironment")
            .sends("PATCH", ENVIRONMENT)
            .body(json!({"clientToken": GENERATED}))
            .answers(
                200,
                json!({"id": UUID, "projectName": "demo-project", "spaceName": "ExampleCorp"}),
            )
            .call(|client| async move {
                Ok(updated(
                    &client.send(UpdateDevEnvironmentRequest::new(SPACE, PROJECT, UUID)).await?,
                ))
            }),
    ]
}

fn updated(response: &UpdateDevEnvironmentResponse) -> Value {
    let ides = response.ides.as_ref().map(|ides| {
        let ide = ides.iter().map(|ide| json!({"name": ide.name, "runtime": ide.runtime}));
        ide.collect::<Vec<Value>>()
    });
    json!({
        "alias": response.alias,
        "clientToken": response.client_token,
        "id": response.id,
        "ides": ides,
        "inactivityTimeoutMinutes": response.inactivity_timeout_minutes,
        "instanceType": response.instance_type.as_ref().map(instance_type),
        "projectName": response.project_name,
        "spaceName": response.space_name,
    })
}

fn delete_dev_environment() -> [Case; 2] {
    let answer = json!({"id": UUID, "projectName": "demo-project", "spaceName": "ExampleCorp"});
    [
        full("DeleteDevEnvironment")
            .sends("DELETE", ENVIRONMENT)
            .answers(200, answer.clone())
            .call(|client| async move {
                let call = client
                    .delete_dev_environment()
                    .space_name(SPACE)
                    .project_name(PROJECT)
                    .id(UUID);
                Ok(deleted(&call.send().await?))
            }),
        minimal("DeleteDevEnvironment").sends("DELETE", ENVIRONMENT).answers(200, answer).call(
            |client| async move {
                Ok(deleted(
                    &client.send(DeleteDevEnvironmentRequest::new(SPACE, PROJECT, UUID)).await?,
                ))
            },
        ),
    ]
}

fn deleted(response: &DeleteDevEnvironmentResponse) -> Value {
    json!({"id": response.id, "projectName": response.project_name, "spaceName": response.space_name})
}

fn start_dev_environment() -> [Case; 2] {
    let answer = |status| json!({"id": UUID, "projectName": "demo-project", "spaceName": "ExampleCorp", "status": status});
    let target = format!("{ENVIRONMENT}/start");
    [
        full("StartDevEnvironment")
            .sends("PUT", &*target)
            .body(json!({
                "ides": [{"name": "Cloud9", "runtime": "public.ecr.aws/ide"}],
                "inactivityTimeoutMinutes": 1200,
                "instanceType": "dev.standard1.large",
            }))
            .answers(200, answer("STARTING"))
            .call(|client| async move {
                let call = client
                    .start_dev_environment()
                    .space_name(SPACE)
                    .project_name(PROJECT)
                    .id(UUID)
                    .ides([ide()])
                    .inactivity_timeout_minutes(1200)
                    .instance_type(InstanceType::DevStandard1Large);
                Ok(started(&call.send().await?))
            }),
        minimal("StartDevEnvironment")
            .sends("PUT", target)
            .body(json!({}))
            .answers(200, answer("RUNNING"))
            .call(|client| async move {
                Ok(started(
                    &client.send(StartDevEnvironmentRequest::new(SPACE, PROJECT, UUID)).await?,
                ))
            }),
    ]
}

fn started(response: &StartDevEnvironmentResponse) -> Value {
    json!({
        "id": response.id,
        "projectName": response.project_name,
        "spaceName": response.space_name,
        "status": status(&response.status),
    })
}

fn stop_dev_environment() -> [Case; 2] {
    let answer = |status| json!({"id": UUID, "projectName": "demo-project", "spaceName": "ExampleCorp", "status": status});
    let target = format!("{ENVIRONMENT}/stop");
    [
        full("StopDevEnvironment").sends("PUT", &*target).answers(200, answer("STOPPING")).call(
            |client| async move {
                let call =
                    client.stop_dev_environment().space_name(SPACE).project_name(PROJECT).id(UUID);
                Ok(stopped(&call.send().await?))
            },
        ),
        minimal("StopDevEnvironment").sends("PUT", target).answers(200, answer("STOPPED")).call(
            |client| async move {
                Ok(stopped(
                    &client.send(StopDevEnvironmentRequest::new(SPACE, PROJECT, UUID)).await?,
                ))
            },
        ),
    ]
}

fn stopped(response: &StopDevEnvironmentResponse) -> Value {
    json!({
        "id": response.id,
        "projectName": response.project_name,
        "spaceName": response.space_name,
        "status": status(&response.status),
    })
}
