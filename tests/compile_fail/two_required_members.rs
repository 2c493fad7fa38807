//! An operation with two required members cannot be sent without either, nor set up in another
//! order.

async fn without_both(client: codecatalyst::Client) {
    let call = client.create_project();
    let _ = call.send().await;
}

async fn without_the_second(client: codecatalyst::Client) {
    let call = client.create_project().space_name("space");
    let _ = call.send().await;
}

async fn without_the_first(client: codecatalyst::Client) {
    let call = client.create_project();
    let _ = call.display_name("Project");
}

fn main() {}
