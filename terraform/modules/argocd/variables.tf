variable "manifests_folder" {
  description = "The folder that `cargo xtask render` writes, with argocd in it. The objects are read from there, so that Argo CD finds its own."
  type        = string

  validation {
    condition     = fileexists("${var.manifests_folder}/argocd/root.yaml")
    error_message = "'${var.manifests_folder}' has no argocd/root.yaml: pass the repository's folder manifests, and run cargo xtask render."
  }
}
