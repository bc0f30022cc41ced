package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	pb "github.com/DataDog/datadog-agent/pkg/proto/pbgo/trace"
)

const prodValues = "../../helm-values/prod/datadog.yaml"

// program is a running agent.
type program struct {
	t       *testing.T
	command *exec.Cmd
	stderr  *bytes.Buffer
	ready   ready
	out     string
}

func command(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	// Variables of the shell that would switch obfuscation off, and a proxy: the program must ignore them.
	started := exec.Command(self, args...)
	started.Env = append(os.Environ(), runAsAgent+"=1", "DD_APM_OBFUSCATION_REDIS_ENABLED=false", "DD_APM_REPLACE_TAGS=[]",
		"HTTPS_PROXY=http://127.0.0.1:1", "HTTP_PROXY=http://127.0.0.1:1")
	return started
}

func start(t *testing.T, valuesFile string) *program {
	t.Helper()
	out := t.TempDir()
	p := &program{t: t, command: command(t, "--values", valuesFile, "--out", out), stderr: &bytes.Buffer{}, out: out}
	p.command.Stderr = p.stderr
	stdout, err := p.command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.command.Process.Kill() })
	first, err := bufio.NewReader(stdout).ReadBytes('\n')
	if err != nil {
		p.command.Wait()
		t.Fatalf("the agent did not start: %v\n%s", err, p.stderr)
	}
	if err := json.Unmarshal(first, &p.ready); err != nil {
		t.Fatal(err)
	}
	return p
}

// stop ends the agent as Kubernetes does, and returns all that it sent.
func (p *program) stop() sent {
	p.t.Helper()
	// The agent waits 5 s for connections on which no request was sent yet.
	http.DefaultClient.CloseIdleConnections()
	if err := p.command.Process.Signal(syscall.SIGTERM); err != nil {
		p.t.Fatal(err)
	}
	if err := p.command.Wait(); err != nil {
		p.t.Fatalf("exit: %v\n%s", err, p.stderr)
	}
	raw, err := os.ReadFile(filepath.Join(p.out, "raw.bin"))
	if err != nil {
		p.t.Fatal(err)
	}
	return sent{
		t: p.t, raw: string(raw),
		spans: readLines[Span](p.t, filepath.Join(p.out, "traces.jsonl")), stats: readLines[StatsGroup](p.t, filepath.Join(p.out, "stats.jsonl")),
	}
}

// sendTraces sends traces as a tracer does, in msgpack version 0.4.
func (p *program) sendTraces(traces ...pb.Trace) {
	p.t.Helper()
	body, err := pb.Traces(traces).MarshalMsg(nil)
	if err != nil {
		p.t.Fatal(err)
	}
	p.post("/v0.4/traces", "application/msgpack", body, "X-Datadog-Trace-Count", fmt.Sprint(len(traces)))
}

func (p *program) post(path, contentType string, body []byte, headers ...string) {
	p.t.Helper()
	request, err := http.NewRequest(http.MethodPost, p.ready.URL+path, bytes.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	request.Header.Set("Content-Type", contentType)
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		p.t.Fatal(err)
	}
	defer response.Body.Close()
	text, _ := io.ReadAll(response.Body)
	if response.StatusCode >= 300 {
		p.t.Fatalf("%s answered %s: %s\n%s", path, response.Status, text, p.stderr)
	}
}

func (p *program) waitFor(file, text string) {
	p.t.Helper()
	for range 100 {
		if content, _ := os.ReadFile(filepath.Join(p.out, file)); strings.Contains(string(content), text) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	p.t.Fatalf("%s has no %q after 5 s\n%s", file, text, p.stderr)
}

// sent is what left the agent.
type sent struct {
	t     *testing.T
	raw   string
	spans []Span
	stats []StatsGroup
}

func readLines[T any](t *testing.T, path string) []T {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var items []T
	for decoder := json.NewDecoder(bytes.NewReader(content)); decoder.More(); {
		var item T
		if err := decoder.Decode(&item); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		items = append(items, item)
	}
	return items
}

func (s sent) span(name string) Span {
	s.t.Helper()
	for _, span := range s.spans {
		if span.Name == name {
			return span
		}
	}
	s.t.Fatalf("no span '%s' was sent", name)
	return Span{}
}
