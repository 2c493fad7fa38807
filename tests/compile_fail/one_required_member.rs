//! An operation with one required member cannot be sent without it.

async fn incomplete(client: codecatalyst::Client) {
    let call = client.get_space();
    let _ = call.send().await;

    let list = client.list_projects();
    let _ = list.items();
}

fn main() {}
