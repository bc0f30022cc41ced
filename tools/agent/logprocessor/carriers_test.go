package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/url"
	"strings"
)

// carrier is a place of a labelled identifier in a line. `line` returns "" if the identifier cannot be there.
type carrier struct {
	name string
	line func(label, text string, random *rand.Rand) string
}

func encoded(value any) string {
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		panic(err)
	}
	return strings.TrimSuffix(out.String(), "\n")
}

// document is a JSON object with the pair among others, in a random place.
func document(label string, value any, random *rand.Rand) string {
	pairs := []string{`"service":"ingestion"`, `"n":1`, `"list":[1,{"a":"b"}]`, `"nothing":null`, encoded(label) + ":" + encoded(value)}
	random.Shuffle(len(pairs), func(i, j int) { pairs[i], pairs[j] = pairs[j], pairs[i] })
	separator := pick(random, ",", ", ", ",\t")
	return "{" + strings.Join(pairs, separator) + "}"
}

func camel(label string) string {
	words := strings.Split(label, "_")
	for i := 1; i < len(words); i++ {
		words[i] = strings.ToUpper(words[i][:1]) + words[i][1:]
	}
	return strings.Join(words, "")
}

// ascii escapes what is not ASCII, as Python's json does.
func ascii(text string) string {
	var out strings.Builder
	for _, letter := range text {
		if letter < 0x80 {
			out.WriteRune(letter)
		} else {
			fmt.Fprintf(&out, "\\u%04x", letter)
		}
	}
	return out.String()
}

func capitals(label string) string {
	words := strings.Split(label, "_")
	for i := range words {
		words[i] = strings.ToUpper(words[i][:1]) + words[i][1:]
	}
	return strings.Join(words, " ")
}

var carriers = []carrier{
	{"JSON string", func(label, text string, r *rand.Rand) string { return document(label, text, r) }},
	{"JSON, camel case", func(label, text string, r *rand.Rand) string { return document(camel(label), text, r) }},
	{"JSON, capitals", func(label, text string, r *rand.Rand) string { return document(strings.ToUpper(label), text, r) }},
	{"JSON, prefixed key", func(label, text string, r *rand.Rand) string { return document("request.body."+label, text, r) }},
	{"JSON, escaped letters", func(label, text string, r *rand.Rand) string { return ascii(document(label, text, r)) }},
	{"JSON, escaped quotes", func(label, text string, r *rand.Rand) string { return document(label, `"`+text+`" \ x`, r) }},
	{"JSON list", func(label, text string, r *rand.Rand) string { return document(label, []string{text, text}, r) }},
	{"JSON object", func(label, text string, r *rand.Rand) string {
		return document(label, map[string]any{"value": text, "list": []string{text}}, r)
	}},
	{"JSON number", func(label, text string, r *rand.Rand) string {
		if !json.Valid([]byte(text)) || strings.HasPrefix(text, "0") {
			return ""
		}
		return document(label, json.Number(text), r)
	}},
	{"JSON in JSON", func(label, text string, r *rand.Rand) string { return document("body", document(label, text, r), r) }},
	{"JSON in JSON, escaped quotes", func(label, text string, r *rand.Rand) string {
		return document("body", document(label, `"`+text+`" x`, r), r)
	}},
	{"JSON in JSON, list", func(label, text string, r *rand.Rand) string {
		return document("body", document(label, []string{text}, r), r)
	}},
	{"JSON in JSON in JSON", func(label, text string, r *rand.Rand) string {
		return document("body", document("inner", document(label, text, r), r), r)
	}},
	{"JSON in a text", func(label, text string, r *rand.Rand) string { return "body " + document(label, text, r) + " rejected" }},
	{"logfmt", func(label, text string, _ *rand.Rand) string {
		return "level=info " + label + "=" + text + " status=ok"
	}},
	{"logfmt, quoted", func(label, text string, _ *rand.Rand) string {
		return "level=info " + label + `="` + text + `" status=ok`
	}},
	{"logfmt in JSON", func(label, text string, r *rand.Rand) string {
		return document("msg", "level=info "+label+`="`+text+`" status=ok`, r)
	}},
	{"text", func(label, text string, _ *rand.Rand) string { return "stored " + label + ": " + text }},
	{"text with capitals", func(label, text string, _ *rand.Rand) string {
		return "Stored " + capitals(label) + ": " + text + "; done"
	}},
	{"text in JSON", func(label, text string, r *rand.Rand) string { return document("msg", "no row for "+label+"="+text, r) }},
	{"second line in JSON", func(label, text string, r *rand.Rand) string {
		return document("stack", "Error\n"+label+": "+text+"\n at load()", r)
	}},
	{"single quotes", func(label, text string, _ *rand.Rand) string { return "{'" + label + "': '" + text + "', 'n': 1}" }},
	{"form", func(label, text string, _ *rand.Rand) string {
		return "n=1&" + label + "=" + url.QueryEscape(text) + "&m=2"
	}},
	{"percent-encoded JSON", func(label, text string, r *rand.Rand) string {
		return "body=" + url.QueryEscape(`{"n":1,"`+label+`":"`+text+`"}`) + "&m=2"
	}},
	{"XML", func(label, text string, _ *rand.Rand) string {
		return "<row><" + camel(label) + ">" + text + "</" + camel(label) + "><n>1</n></row>"
	}},
}

// The same in the places that have a form of their own.
var structures = []carrier{
	{"FHIR name", func(_, text string, r *rand.Rand) string {
		return document("name", []any{json.RawMessage(`{"use":"official","family":` + encoded(text) + `,"given":[` + encoded(text) + `]}`)}, r)
	}},
	{"FHIR name alone", func(_, text string, r *rand.Rand) string { return document("family", text, r) }},
	{"HL7", func(_, text string, _ *rand.Rand) string {
		return "MSH|^~\\&|EHR\rPID|1||4711||" + text + "^A\rEVN|A01"
	}},
	{"HL7 in JSON", func(_, text string, r *rand.Rand) string {
		return document("msg", "MSH|^~\\&|EHR\rPID|1||4711||"+text+"^A\rEVN|A01", r)
	}},
	{"object of a patient", func(_, text string, r *rand.Rand) string {
		return document("patient", map[string]any{"name": text, "contact": map[string]any{"list": []string{text}}}, r)
	}},
}
