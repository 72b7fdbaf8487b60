# Talentgraph 才图: `make run` serves it, `make test` checks it; both set up .venv first.
# GNU make 3.81 or newer and any POSIX shell.

PYTHON =
VENV = .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check install --quiet
LOCKED = $(PIP) --require-hashes -r
EDITABLE = $(PIP) --no-deps --no-build-isolation --editable .
# An editable install leaves the compiling of modules to the first start.
COMPILED = $(BIN)/python -m compileall -q api cli graph ingest
# One resolution for every platform and for each supported Python; nothing in it says where packages come from.
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

# Stamps: each stands for a step that is done until what it depends on changes.
MADE = $(VENV)/.made
RUNTIME = $(VENV)/.runtime-installed
DEV = $(VENV)/.dev-installed

.PHONY: help run test ocr lock docs clean

help:
	@echo "make run    启动服务（首次会安装依赖并载入示例数据）/ serve on 127.0.0.1:8000, with example data at first"
	@echo "make test   运行全部检查与测试 / lint, type-check and test"
	@echo "make ocr    加装扫描件文字识别 / add the recognition of scanned pages"
	@echo "make docs   重新生成参考文档 / regenerate the reference pages in docs"
	@echo "make lock   重新解析依赖版本 / resolve the dependencies anew"
	@echo "make clean  删除虚拟环境与缓存 / remove the virtual environment and caches"

run: $(RUNTIME)
	@exec $(BIN)/talentgraph serve --examples examples/data

test: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest

ocr: $(RUNTIME) requirements/ocr.txt
	@$(LOCKED) requirements/ocr.txt

lock: $(DEV)
	$(LOCK) --group dev pyproject.toml -o requirements/dev.txt
	$(LOCK) pyproject.toml -c requirements/dev.txt -o requirements/runtime.txt
	$(LOCK) --extra ocr pyproject.toml -c requirements/dev.txt -o requirements/ocr.txt
	$(LOCK) --group build -c requirements/dev.txt -o requirements/build.txt

docs: $(RUNTIME)
	$(BIN)/python -m graph.ontology.reference docs/ontology.md

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(MADE):
	@set -e; python=; \
	if [ -n "$(PYTHON)" ]; then candidates="$(PYTHON)"; \
	else candidates="python3 python3.13 python3.12 python3.11 python3.14"; fi; \
	for candidate in $$candidates; do \
		if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
			python=$$candidate; break; \
		fi; \
	done; \
	if [ -z "$$python" ]; then \
		first=$${candidates%% *}; found=$$("$$first" --version 2>&1 | tail -n 1) || true; \
		echo "需要 Python 3.11 或更高版本，现有：$${found:-无}。请安装后重试，或用 make PYTHON=/路径/python3 … 指定。" >&2; \
		echo "Python 3.11 or newer is needed; found: $${found:-none}. Install it, or name it with make PYTHON=/path/to/python3 …" >&2; \
		exit 1; \
	fi; \
	echo "正在建立虚拟环境 $(VENV) / making the virtual environment ($$("$$python" --version))"; \
	rm -rf $(VENV); \
	if ! "$$python" -m venv $(VENV) >/dev/null 2>&1; then \
		rm -rf $(VENV); \
		echo "无法建立虚拟环境。Debian、Ubuntu 请先运行：sudo apt install python3-venv" >&2; \
		echo "Cannot make a virtual environment. On Debian and Ubuntu, first run: sudo apt install python3-venv" >&2; \
		exit 1; \
	fi; \
	touch $@

$(RUNTIME): $(MADE) requirements/runtime.txt requirements/build.txt pyproject.toml
	@echo "正在安装运行依赖 / installing what the service needs"
	@$(LOCKED) requirements/runtime.txt -r requirements/build.txt
	@$(EDITABLE)
	@$(COMPILED)
	@touch $@

# The development lock holds the runtime one, so both stamps are made.
$(DEV): $(MADE) requirements/dev.txt pyproject.toml
	@echo "正在安装开发依赖 / installing what development needs"
	@$(LOCKED) requirements/dev.txt
	@$(EDITABLE)
	@$(COMPILED)
	@touch $(RUNTIME) $@
