# make demo                 install what is missing, build, check an article
# make test                 all set-up and every test
# make test RULE=ID         the examples of one rule, or of a category
# make rule ID=ID KIND=…    begin a rule
# make generate             write anew all that is generated
PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
JOBS ?=

# On Linux the Swift runtime goes into the binary, so that it runs wherever it is copied; macOS brings one.
ifeq ($(shell uname -s),Linux)
runtime = --static-swift-stdlib
endif
flags = $(if $(JOBS),--jobs $(JOBS))
binary = .build/release/galley

.PHONY: demo rule generate build release install uninstall manual test test-swift test-python test-lsp coverage bench format \
  format-check clean bootstrap wheel deb dist reproducible fuzz fuzz-lsp fuzz-sanitized complexity calibration instructions budget kills

# What “galley version” says was built.
export GALLEY_COMMIT = $(shell git rev-parse --short=10 HEAD 2>/dev/null)

demo: build
	@$(binary) --format pretty Fixtures/articles/demo.txt || [ $$? = 1 ]

bootstrap:
	@Scripts/bootstrap

build: bootstrap
	$(SWIFT) build -c release --product galley $(runtime) $(flags)

# One file that needs nothing of the system: .build-static/release/galley
release: bootstrap
	Scripts/build-release $(flags)

share = $(DESTDIR)$(PREFIX)/share
completions = $(share)/bash-completion/completions/galley $(share)/zsh/site-functions/_galley \
  $(share)/fish/vendor_completions.d/galley.fish

install: build
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(share)/man/man1" $(foreach file,$(completions),"$(dir $(file))")
	install -m 755 $(binary) "$(DESTDIR)$(PREFIX)/bin/galley"
	install -m 644 docs/galley.1 "$(share)/man/man1/galley.1"
	$(binary) --generate-completion-script bash >"$(share)/bash-completion/completions/galley"
	$(binary) --generate-completion-script zsh >"$(share)/zsh/site-functions/_galley"
	$(binary) --generate-completion-script fish >"$(share)/fish/vendor_completions.d/galley.fish"

uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/galley" "$(share)/man/man1/galley.1" $(foreach file,$(completions),"$(file)")

# After a change of the command line: docs/galley.1, from galley --help
manual: build
	Scripts/build-manual $(binary)

# All that is made from cards, lists and the command line: registers, the table of word classes, docs/rules.md, the
# schema, the manual. The build of the tests is used, which is there while one works.
generate:
	Scripts/pack
	$(SWIFT) build --product galley $(flags)
	Scripts/docs .build/debug/galley
	Scripts/build-manual .build/debug/galley

# make rule ID=plain-words KIND=phrases CATEGORY=punctuation   its card; KIND=swift makes the file of its algorithm, too
rule:
	@Scripts/new-rule '$(ID)' '$(or $(KIND),phrases)' '$(or $(CATEGORY),punctuation)'

ifdef RULE
# Cards and their tables are read from the disk; only what else has changed has to be built.
built = Package.swift Sources Rules/lexicon Rules/names Rules/model Rules/data
test:
	@Scripts/pack
	@[ -x .build/debug/galley ] && [ -z "$$(find $(built) -type f ! -name cards.bin -newer .build/debug/galley)" ] || \
	  $(SWIFT) build --product galley $(flags)
	.build/debug/galley test-rules --select $(RULE) Rules
else
# GALLEY_UPDATE=1 make test   rewrites the expectations in Fixtures/
test: test-swift test-python test-lsp
endif

test-swift:
	@Scripts/bootstrap tests
	Scripts/pack --check
	GALLEY_COMMIT= $(SWIFT) test $(flags)

# The tests in Swift once more, in a build of their own that counts: which share of the lines of each folder ran. A build
# that counts is slow: tests with a limit of time may fail in it that pass without. The shares are printed all the same.
coverage:
	@Scripts/bootstrap tests
	@rm -rf .build-coverage/debug/codecov
	@GALLEY_COMMIT= $(SWIFT) test --enable-code-coverage --scratch-path .build-coverage $(flags); status=$$?; \
	  Scripts/coverage .build-coverage && exit $$status

# The Python package with the galley that test-swift built.
test-python:
	@Scripts/bootstrap tests
	Scripts/test-python .build/debug/galley

# The language server that test-swift built, with a client library and with editors.
test-lsp:
	@Scripts/bootstrap tests
	Scripts/test-lsp .build/debug/galley

# One file for pip, for dpkg, and all of a release; in dist/.
wheel: release
	Scripts/build-wheel .build-static/release/galley

deb: release
	Scripts/build-deb .build-static/release/galley

dist: release
	Scripts/build-dist .build-static/release/galley
	Scripts/test-packages

# Whether another folder gives the same bytes as dist/: clones the last commit, builds all of it again, compares
reproducible: dist
	Scripts/test-reproducible

# make fuzz-lsp STREAMS=10000      damaged streams of messages for the language server
# make fuzz SECONDS=600            damaged inputs of every kind; what is found is kept in .build/fuzz
# make fuzz-sanitized SECONDS=600  the same with the address sanitiser, in a build of its own
SECONDS ?= 60
SEED ?= 1
fuzz: bootstrap
	$(SWIFT) build --product GalleyFuzz -Xswiftc -O $(flags)
	.build/debug/GalleyFuzz --seconds $(SECONDS) --seed $(SEED)

STREAMS ?= 10000
fuzz-lsp: bootstrap
	$(SWIFT) build --product galley -Xswiftc -O $(flags)
	Tests/Protocol/fuzz.py --streams $(STREAMS) --seed $(SEED) --binary .build/debug/galley

# Whether work grows with the length of a text, in instructions; needs valgrind
complexity: bootstrap
	$(SWIFT) build --product GalleyFuzz -Xswiftc -O $(flags)
	Scripts/complexity .build/debug/GalleyFuzz

fuzz-sanitized: bootstrap
	$(SWIFT) build --product GalleyFuzz --sanitize address --scratch-path .build-sanitized $(flags)
	ASAN_OPTIONS=detect_leaks=0 GALLEY_FUZZ_UNLIMITED=1 .build-sanitized/debug/GalleyFuzz --seconds $(SECONDS) --seed $(SEED) --keep .build-sanitized/fuzz

# What is left where runs of `fix` are killed: make kills KILLS=200
KILLS ?= 200
kills: build
	Scripts/kills $(binary) --kills $(KILLS)

# Fails where the released file costs more than Scripts/instructions.tsv allows, in counted instructions
instructions: release
	@Scripts/bootstrap tests
	Scripts/instructions --check .build-static/release/galley

# Writes Scripts/instructions.tsv anew, after a change that may cost what it costs
budget: release
	@Scripts/bootstrap tests
	Scripts/instructions --update .build-static/release/galley

# Speed beside that of other checkers: Scripts/bench --help
bench: build
	Scripts/bench $(binary)
	Scripts/bench-lsp $(binary)

# How often each rule is right, from a folder of labelled texts: make calibration TEXTS=FOLDER
calibration: build
	Scripts/calibration $(binary) $(TEXTS)

format:
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests

format-check:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests

clean:
	rm -rf .build .build-static .build-sanitized .build-coverage
