package values

import (
	"strings"

	"go.yaml.in/yaml/v3"
)

// Env returns the environment that the agent adds to data that names none: the tag `env` of datadog.tags.
func (f *File) Env() (string, error) {
	tags := f.find("datadog", "tags")
	if tags != nil {
		for _, tag := range tags.Content {
			if env, found := strings.CutPrefix(tag.Value, "env:"); found && env != "" {
				return env, nil
			}
		}
	}
	return "", f.problem(0, renderAgain, "the values file has no tag 'env' in datadog.tags")
}

// Site returns Datadog's site, datadog.site.
func (f *File) Site() (string, error) {
	site := f.find("datadog", "site")
	if site == nil || site.Value == "" {
		return "", f.problem(0, renderAgain, "the values file has no datadog.site")
	}
	return site.Value, nil
}

// Confd returns the agent's check and log configurations, datadog.confd: file name to text.
func (f *File) Confd() (map[string]string, error) {
	texts := map[string]string{}
	confd := f.find("datadog", "confd")
	if confd == nil {
		return texts, nil
	}
	if confd.Kind != yaml.MappingNode {
		return nil, f.problem(confd.Line, renderAgain, "datadog.confd is not a mapping of file names to texts")
	}
	for i := 0; i+1 < len(confd.Content); i += 2 {
		texts[confd.Content[i].Value] = confd.Content[i+1].Value
	}
	return texts, nil
}
