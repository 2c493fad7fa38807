//! An operation with four required members cannot be sent without any of them.

use codecatalyst::types::InstanceType;

async fn incomplete(client: codecatalyst::Client) {
    let call = client.create_dev_environment();
    let _ = call.clone().send().await;
    let _ = call.clone().project_name("project");

    let call = call.space_name("space");
    let _ = call.clone().send().await;
    let _ = call.clone().instance_type(InstanceType::DevStandard1Small);

    let call = call.project_name("project");
    let _ = call.clone().send().await;
    let _ = call.clone().persistent_storage(Default::default());

    let call = call.instance_type(InstanceType::DevStandard1Small);
    let _ = call.send().await;
}

fn main() {}
