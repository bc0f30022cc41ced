variable "today" {
  description = "The day on which the plan is made, to warn of overdue keys. The nightly workflow sets it."
  type        = string
  default     = null
}
