// Webhooks that monitors may notify, by name: `@webhook-<name>` in a message. Terraform makes them; their addresses are secrets, so they are not here.
//
//   meaning  what receives the notification, and why
{
}
