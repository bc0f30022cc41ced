# Two rules: a record number is hashed, so that lines about one record are found together; an e-mail address is replaced.
module "sensitive_data_scanner" {
  source = "../.."

  required_kinds = { medical_record = "H", email = "F" }
  groups = [{
    name     = "Identifiers"
    products = ["logs", "apm"]
    rules = [
      {
        name     = "Record number"
        kind     = "medical_record"
        pattern  = "\\b\\d{7,10}\\b"
        keywords = { words = ["mrn", "record number"], characters_before = 20 }
        action   = "hash"
        tags     = ["sensitive_data:phi"]
        priority = 1
      },
      {
        name        = "E-mail address"
        kind        = "email"
        pattern     = "[\\w.+-]+@[\\w-]+\\.[\\w.]+"
        action      = "redact"
        replacement = "[email]"
        tags        = ["sensitive_data:phi"]
        priority    = 1
      },
    ]
  }]
}

output "kinds" {
  description = "What is looked for."
  value       = module.sensitive_data_scanner.kinds
}
