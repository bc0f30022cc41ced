package main

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/DataDog/datadog-agent/pkg/trace/config"
)

// target is a setting of the agent's own configuration type.
type target = reflect.Value

// defaultObfuscation is what the agent obfuscates if no variable is set. The agent's own defaults are in a package that is not published.
func defaultObfuscation() *config.ObfuscationConfig {
	obfuscation := &config.ObfuscationConfig{}
	obfuscation.ES.Enabled = true
	obfuscation.OpenSearch.Enabled = true
	obfuscation.Mongo.Enabled = true
	obfuscation.Redis.Enabled = true
	obfuscation.Valkey.Enabled = true
	obfuscation.Memcached.Enabled = true
	obfuscation.CreditCards.Enabled = true
	obfuscation.Cache.Enabled = true
	obfuscation.Cache.MaxSize = 5_000_000
	return obfuscation
}

// obfuscationSwitches returns the settings by the name of their variable. The names follow from the tags of the agent's type, so a new release brings
// its new switches.
func obfuscationSwitches(obfuscation *config.ObfuscationConfig) map[string]target {
	switches := map[string]target{}
	collect(switches, obfuscationPrefix, reflect.ValueOf(obfuscation).Elem())
	return switches
}

func collect(switches map[string]target, prefix string, of reflect.Value) {
	for i := range of.NumField() {
		tag := of.Type().Field(i).Tag.Get("mapstructure")
		if tag == "" || tag == "-" {
			continue
		}
		name := prefix + strings.ToUpper(tag)
		if of.Field(i).Kind() == reflect.Struct {
			collect(switches, name+"_", of.Field(i))
		} else {
			switches[name] = of.Field(i)
		}
	}
}

func setSwitch(field target, text string) error {
	switch field.Kind() {
	case reflect.Bool:
		value, err := strconv.ParseBool(text)
		if err != nil {
			return fmt.Errorf("'%s' is not true or false", text)
		}
		field.SetBool(value)
	case reflect.Int64:
		value, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return fmt.Errorf("'%s' is not a whole number", text)
		}
		field.SetInt(value)
	case reflect.Slice:
		var value []string
		if err := json.Unmarshal([]byte(text), &value); err != nil {
			return fmt.Errorf("'%s' is not a JSON array of strings", text)
		}
		field.Set(reflect.ValueOf(value))
	default:
		return fmt.Errorf("this program cannot set a %s", field.Kind())
	}
	return nil
}
