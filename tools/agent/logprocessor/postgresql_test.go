package main

import (
	"strings"
	"testing"
)

// TestPostgreSQL: a line that quotes a statement is dropped, and an error keeps its line without the value in it. Lines of stderr, jsonlog and CloudNativePG.
func TestPostgreSQL(t *testing.T) {
	const stderr, jsonlog = "2026-11-29 08:15:30 UTC [7] ", `{"timestamp":"2026-11-29 08:15:30.123 UTC","pid":7,"error_severity":"ERROR",`
	const wrapped = `{"level":"info","ts":"2026-11-29T08:15:30Z","logger":"postgres","msg":"record","record":{"error_severity":"ERROR",`
	// Without `want` the line is dropped.
	cases := []struct{ line, want string }{
		{stderr + `LOG:  statement: SELECT * FROM notes WHERE patient = 'Quist'`, ""},
		{stderr + `LOG:  execute S_1: SELECT * FROM notes WHERE patient = 'Quist'`, ""},
		{stderr + `LOG:  duration: 3.122 ms  statement: SELECT 'Quist'`, ""},
		{stderr + `LOG:  duration: 3.122 ms  execute <unnamed>: SELECT 'Quist'`, ""},
		{stderr + `LOG:  duration: 3.122 ms  plan:\n\tQuery Text: SELECT 'Quist'`, ""},
		{stderr + `LOG:  AUDIT: SESSION,1,1,READ,SELECT,,,SELECT 'Quist',<none>`, ""},
		{stderr + `STATEMENT:  SELECT 'Quist'`, ""},
		{stderr + `DETAIL:  Key (last_name)=(Quist) already exists.`, ""},
		{stderr + `DETAIL:  parameters: $1 = 'Quist'`, ""},
		{stderr + `CONTEXT:  COPY notes, line 1, column name: "Quist"`, ""},
		{stderr + `QUERY:  SELECT 'Quist'`, ""},
		{stderr + `ERROR:  invalid input syntax for type date: "John Quist"`, stderr + `ERROR:  invalid input syntax for type date: "[phi:value]"`},
		{stderr + `ERROR:  invalid input syntax for type date: "John "Joe" Quist" at character 9`, stderr + `ERROR:  invalid input syntax for type date: "[phi:value]" at character 9`},
		{stderr + `ERROR:  date/time field value out of range: "Quist"`, stderr + `ERROR:  date/time field value out of range: "[phi:value]"`},
		{stderr + `ERROR:  invalid value "Quist" for "YYYY"`, stderr + `ERROR:  invalid value "[phi:value]"`},
		{stderr + `ERROR:  unterminated quoted string at or near "'Quist" at character 9`, stderr + `ERROR:  unterminated quoted string at or near "[phi:value]" at character 9`},
		{jsonlog + `"message":"invalid input syntax for type date: \"John \\\"Joe\\\" Quist\"","statement":"SELECT 'Quist'","detail":"Quist","n":1}`,
			jsonlog + `"message":"invalid input syntax for type date: \"[phi:value]\"","statement":"[phi:statement]","detail":"[phi:statement]","n":1}`},
		{jsonlog + `"message":"duration: 3.122 ms  plan:\nQuery Text: SELECT 'Quist'"}`, ""},
		{jsonlog + `"message":"statement: SELECT 'Quist'"}`, ""},
		{wrapped + `"message":"value \"Quist\" is out of range for type integer","query":"SELECT 'Quist'","context":"Quist"}}`,
			wrapped + `"message":"value \"[phi:value]\" is out of range for type integer","query":"[phi:statement]","context":"[phi:statement]"}}`},
		{`{"level":"info","ts":"2026-11-29T08:15:30Z","logger":"pgaudit","msg":"record","record":{"audit":{"statement":"SELECT 'Quist'"}}}`, ""},
	}
	// What the person on call needs.
	for _, kept := range []string{
		stderr + `ERROR:  duplicate key value violates unique constraint "patients_mrn_key"`,
		stderr + `ERROR:  null value in column "text" of relation "notes" violates not-null constraint`,
		stderr + `FATAL:  password authentication failed for user "app"`,
		stderr + `FATAL:  role "app" does not exist`,
		stderr + `ERROR:  relation "notes" does not exist at character 15`,
		stderr + `ERROR:  deadlock detected`,
		stderr + `LOG:  parameter "work_mem" changed to "64MB"`,
		stderr + `LOG:  checkpoint complete: wrote 44 buffers (0.3%)`,
		jsonlog + `"message":"duplicate key value violates unique constraint \"patients_mrn_key\"","n":1}`,
	} {
		cases = append(cases, struct{ line, want string }{kept, kept})
	}
	var lines []string
	for _, c := range cases {
		lines = append(lines, c.line)
	}
	for _, service := range []string{"postgresql", "pgvector"} {
		for i, got := range logProcessor(t, lines, "--service", service) {
			c := cases[i]
			if c.want == "" {
				if !got.Excluded {
					t.Errorf("%s: not dropped: %s", service, c.line)
				}
				continue
			}
			message := got.log(t).Message
			if message != c.want {
				t.Errorf("%s: %s\nbecame %s\nwant   %s", service, c.line, message, c.want)
			}
			if problem := sameJSON(c.line, message); problem != "" {
				t.Errorf("%s: %s: %s", service, message, problem)
			}
			if strings.Contains(message, "Quist") {
				t.Errorf("%s: a value is left: %s", service, message)
			}
		}
	}
}
