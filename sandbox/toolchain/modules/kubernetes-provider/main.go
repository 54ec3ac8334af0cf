// Package main serves the real Pulumi Kubernetes provider, built from its Go module where the vendor's binary cannot be downloaded.
package main

import (
	"net"
	"os"
	"time"

	"github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/provider"
)

func main() {
	if len(os.Args) > 1 {
		go endWithEngine(os.Args[len(os.Args)-1])
	}
	// The schema is only asked for by languages that generate code; a program with the npm SDK never reads it.
	provider.Serve("kubernetes", "4.25.0", []byte("{}"), []byte("{}"))
}

// endWithEngine ends the process when the engine that started it has ended. An engine that is killed does not end it.
func endWithEngine(address string) {
	for failures := 0; failures < 3; time.Sleep(2 * time.Second) {
		connection, err := net.DialTimeout("tcp", address, time.Second)
		if err != nil {
			failures++
			continue
		}
		failures = 0
		connection.Close()
	}
	os.Exit(1)
}
