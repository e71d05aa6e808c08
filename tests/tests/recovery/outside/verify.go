// Checks an export with Go's own implementation of notes and transparency logs (golang.org/x/mod/sumdb), and that one
// checkpoint goes on another. Prints one line for each verifier: its name and how much it checked.
package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must(err error, what string) {
	if err != nil {
		fmt.Printf("DISAGREES %s: %v\n", what, err)
		os.Exit(1)
	}
}

func read(parts ...string) []byte {
	bytes, err := os.ReadFile(filepath.Join(parts...))
	must(err, "read")
	return bytes
}

func hash(text string) tlog.Hash {
	raw, err := base64.StdEncoding.DecodeString(text)
	must(err, "a hash")
	var h tlog.Hash
	copy(h[:], raw)
	return h
}

// A checkpoint's text: origin, size, root. (ParseTree of this package asks for the origin of the Go checksum database.)
func tree(text string) tlog.Tree {
	lines := strings.Split(text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err, "size")
	return tlog.Tree{N: size, Hash: hash(lines[2])}
}

func main() {
	folder := os.Args[1]
	var verifiers []note.Verifier
	for _, line := range strings.Fields(string(read(folder, "keys"))) {
		verifier, err := note.NewVerifier(line)
		must(err, "key")
		verifiers = append(verifiers, verifier)
	}
	known := note.VerifierList(verifiers...)
	checkpoint, err := note.Open(read(folder, "checkpoint"), known)
	must(err, "checkpoint")
	_, err = note.Open(read(folder, "manifest"), known)
	must(err, "manifest")
	forged := bytes.Replace(read(folder, "checkpoint"), []byte("\n1"), []byte("\n2"), 1)
	if _, err := note.Open(forged, known); err == nil && !bytes.Equal(forged, read(folder, "checkpoint")) {
		must(fmt.Errorf("a forged checkpoint opens"), "checkpoint")
	}
	fmt.Println("go-note 2")

	now := tree(checkpoint.Text)
	names, err := filepath.Glob(filepath.Join(folder, "records", "*.record"))
	must(err, "records")
	for _, name := range names {
		data := read(name)
		lines := strings.Split(string(read(strings.TrimSuffix(name, ".record")+".tlog-proof")), "\n")
		index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
		must(err, "index")
		var proof tlog.RecordProof
		for _, line := range lines[2:] {
			if line == "" {
				break
			}
			proof = append(proof, hash(line))
		}
		must(tlog.CheckRecord(proof, now.N, now.Hash, index, tlog.RecordHash(data)), name)
		data[len(data)-1] ^= 1
		if tlog.CheckRecord(proof, now.N, now.Hash, index, tlog.RecordHash(data)) == nil {
			must(fmt.Errorf("a changed record is proven"), name)
		}
	}
	fmt.Printf("go-tlog-inclusion %d\n", len(names))

	checked := 0
	for _, line := range strings.Split(strings.TrimSpace(string(read(os.Args[2]))), "\n") {
		words := strings.Fields(line)
		old, err := strconv.ParseInt(words[0], 10, 64)
		must(err, "old size")
		var proof tlog.TreeProof
		for _, word := range words[2:] {
			proof = append(proof, hash(word))
		}
		must(tlog.CheckTree(proof, now.N, now.Hash, old, hash(words[1])), "consistency "+words[0])
		checked++
	}
	fmt.Printf("go-tlog-consistency %d\n", checked)
}
