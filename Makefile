# Every recipe's body is a script in .ci/, so that CI runs what a developer runs.
.DEFAULT_GOAL := help
.PHONY: help run test check check-fast fix bench docs clean

help: ## 显示本说明 · show this help
	@grep -E '^[a-z-]+:.*?## ' $(MAKEFILE_LIST) | awk -F':.*?## ' '{printf "make %-12s %s\n", $$1, $$2}'

run: ## 安装、迁移、载入示范数据，在 127.0.0.1:8000 提供服务 · everything up to a running site
	@.ci/serve

test: ## 运行全部测试 · every test there is, and what they need
	@.ci/check
	@.ci/test

check: ## 提交前的全部检查 · all that CI runs
	@.ci/check
	@.ci/test

check-fast: ## 一分钟以内的检查 · the developer's inner loop
	@.ci/check-fast

fix: ## 自动整理格式 · format and mend what can be mended
	@.ci/environment dev
	@.venv/bin/ruff check --fix-only -q . || true
	@.venv/bin/ruff format -q .

bench: ## 性能：与同一次运行的基线并列 · speed beside its floor
	@.ci/bench

docs: ## 重新生成参考文档与译文目录 · generated reference and catalogue
	@.ci/docs

clean: ## 删除环境与本机数据 · remove the environment and local data
	rm -rf .venv instance
