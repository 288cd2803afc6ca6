// net/http with the real rs/cors, over loopback. Lines of middleware documents in, one answer a line out.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/rs/cors"
)

// A list of texts, and nothing else.
type texts []string

func (t *texts) UnmarshalJSON(data []byte) error {
	var items []*string
	if err := json.Unmarshal(data, &items); err != nil {
		return err
	}
	for _, item := range items {
		if item == nil {
			return errors.New("null is no text")
		}
		*t = append(*t, *item)
	}
	return nil
}

type options struct {
	AllowedOrigins       texts
	AllowedMethods       texts
	AllowedHeaders       texts
	ExposedHeaders       texts
	MaxAge               int
	AllowCredentials     bool
	AllowPrivateNetwork  bool
	OptionsPassthrough   bool
	OptionsSuccessStatus int
}

type document struct {
	Middleware struct{ Options json.RawMessage }
	Request    struct {
		Method  string
		Path    string
		Headers [][2]string
	}
	Handler struct {
		Status  int
		Headers [][2]string
		Body    string
	}
}

// Characters up to U+00FF as bytes.
func latin1(text string) []byte {
	var out []byte
	for _, c := range text {
		out = append(out, byte(c))
	}
	return out
}

func decode(data []byte) string {
	var out strings.Builder
	for _, c := range data {
		out.WriteRune(rune(c))
	}
	return out.String()
}

var (
	current http.Handler
	ran     bool
)

func handlerOf(d document) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ran = true
		seen := map[string]bool{}
		for _, header := range d.Handler.Headers {
			name, value := http.CanonicalHeaderKey(header[0]), string(latin1(strings.Trim(header[1], " \t")))
			if seen[name] {
				w.Header().Add(name, value)
			} else {
				w.Header().Set(name, value)
			}
			seen[name] = true
		}
		status := d.Handler.Status
		if status == 0 {
			status = 200
		}
		w.WriteHeader(status)
		io.WriteString(w, d.Handler.Body)
	})
}

func exchange(address string, d document) (int, [][2]string, error) {
	connection, err := net.DialTimeout("tcp", address, 10*time.Second)
	if err != nil {
		return 0, nil, err
	}
	defer connection.Close()
	connection.SetDeadline(time.Now().Add(10 * time.Second))
	method := d.Request.Method
	if method == "" {
		method = "GET"
	}
	request := method + " " + d.Request.Path + " HTTP/1.1\r\nHost: " + address + "\r\n"
	for _, header := range d.Request.Headers {
		request += header[0] + ": " + header[1] + "\r\n"
	}
	connection.Write(latin1(request + "Connection: close\r\n\r\n"))
	data, err := io.ReadAll(connection)
	if err != nil {
		return 0, nil, err
	}
	head := strings.Split(decode(bytes.SplitN(data, []byte("\r\n\r\n"), 2)[0]), "\r\n")
	status, err := strconv.Atoi(strings.Split(head[0], " ")[1])
	headers := [][2]string{}
	for _, line := range head[1:] {
		pair := strings.SplitN(line, ":", 2)
		headers = append(headers, [2]string{pair[0], strings.Trim(pair[1], " \t")})
	}
	return status, headers, err
}

func answer(address string, d document) any {
	type refusal struct {
		Refused bool `json:"refused"`
	}
	var given options
	decoder := json.NewDecoder(bytes.NewReader(d.Middleware.Options))
	decoder.DisallowUnknownFields()
	if decoder.Decode(&given) != nil {
		return refusal{true}
	}
	current = cors.New(cors.Options{
		AllowedOrigins: given.AllowedOrigins, AllowedMethods: given.AllowedMethods, AllowedHeaders: given.AllowedHeaders,
		ExposedHeaders: given.ExposedHeaders, MaxAge: given.MaxAge, AllowCredentials: given.AllowCredentials,
		AllowPrivateNetwork: given.AllowPrivateNetwork, OptionsPassthrough: given.OptionsPassthrough,
		OptionsSuccessStatus: given.OptionsSuccessStatus,
	}).Handler(handlerOf(d))
	ran = false
	status, headers, err := exchange(address, d)
	if err != nil {
		panic(err)
	}
	typed := false
	for _, header := range d.Handler.Headers {
		typed = typed || strings.EqualFold(header[0], "Content-Type")
	}
	kept := [][2]string{}
	for _, header := range headers {
		switch header[0] {
		case "Date", "Connection", "Content-Length", "Transfer-Encoding":
			continue
		case "Content-Type":
			if !ran || !typed {
				continue
			}
		}
		kept = append(kept, header)
	}
	return struct {
		Status     int         `json:"status"`
		Headers    [][2]string `json:"headers"`
		HandlerRan bool        `json:"handlerRan"`
	}{status, kept, ran}
}

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { current.ServeHTTP(w, r) }))
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	for lines.Scan() {
		var d document
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			panic(err)
		}
		encoder.Encode(answer(listener.Addr().String(), d))
	}
}
