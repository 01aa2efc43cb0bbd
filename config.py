"""Settings: read once from the environment. Production refuses to start without its secrets."""

import base64
import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_DEVELOPMENT = "development"
_WHOLE_NUMBERS = (
    "upload_limit_mb",
    "proxies",
    "holder_idle_minutes",
    "session_idle_minutes",
    "session_hours",
)
_MODES = (_DEVELOPMENT, "production", "test")


class Misconfigured(Exception):
    """A setting is missing or wrong; the message names it and says what it should be."""


def _setting(default: str, meaning: str) -> str:
    value: str = field(default=default, metadata={"meaning": meaning})
    return value


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Every setting, by the name of its variable less the prefix CASEWORK_."""

    mode: str = _setting(
        _DEVELOPMENT, "development、production 或 test；production 缺少密钥时拒绝启动"
    )
    secret_key: str = _setting("", "会话与表单签名的密钥，至少 32 个字符（production 必填）")
    encryption_keys: str = _setting(
        "",
        "个人信息加密密钥，形如 2026a:BASE64,2025a:BASE64，每个 32 字节；"
        "第一个用于加密，其余只用于解密（production 必填）",
    )
    index_key: str = _setting("", "盲索引与查询码的密钥，BASE64，32 字节（production 必填）")
    database_url: str = _setting("", "数据库地址；留空即 instance/casework.db（SQLite）")
    instance: str = _setting(str(_HERE / "instance"), "存放数据库、附件、队列的文件夹")
    queue_url: str = _setting(
        "", "任务队列：留空即 SQLite 文件；也可为 postgresql:// 或 redis:// 地址"
    )
    limiter_url: str = _setting("memory://", "限流计数的存放处；多进程部署时用 redis:// 等共享存储")
    site_url: str = _setting(
        "http://127.0.0.1:8000",
        "公众访问本站点的网址，印在文书的核验二维码里，不带末尾的斜线（production 必填）",
    )
    agency: str = _setting("SFSW", "本站点所属机关的代码（见 flask agency load）")
    arrangements: str = _setting("", "另存放假安排（如 2027.toml）的文件夹；留空只用自带的年份")
    letter_fonts: str = _setting("", "机关自有公文字体的文件夹；留空用自带字体")
    signing_p12: str = _setting(
        "", "给文书加电子签名的机关证书（PKCS#12 文件）；留空不签名，只有盖章的文书才签名"
    )
    signing_password: str = _setting("", "上述证书的口令")
    mail: str = _setting(
        "",
        "邮件：smtp://主机:端口、none（不发邮件）、file 或 console（只记日志）；留空时用 file；"
        "production 必填，只能是前两种",
    )
    mail_from: str = _setting("noreply@example.invalid", "发件人地址")
    sms: str = _setting(
        "", "短信：none（不发短信）、file 或 console；留空时用 file；production 只能是 none"
    )
    upload_limit_mb: str = _setting("10", "单个上传文件的上限（MB）")
    hosts: str = _setting(
        "",
        "本站点的域名，多个用逗号分隔，.example.cn 连同其子域；"
        "其他域名的请求一律拒绝（production 必填，留空即不核对）",
    )
    proxies: str = _setting("0", "前面有几层可信的反向代理")
    holder_idle_minutes: str = _setting("60", "申请人无操作多久后须重新输入查询码（分钟）")
    session_idle_minutes: str = _setting("30", "工作人员无操作多久后须重新登录（分钟）")
    session_hours: str = _setting("12", "工作人员一次登录、申请人一次凭码查看最长多久（小时）")

    @property
    def is_production(self) -> bool:
        """Whether real people's data are handled: secrets, HTTPS and strict limits."""
        return self.mode == "production"

    @property
    def trusted_hosts(self) -> list[str] | None:
        """The names by which the site may be asked for; None: any."""
        return [host.strip() for host in self.hosts.split(",") if host.strip()] or None

    @property
    def mail_way(self) -> str:
        """How mail goes out."""
        return self.mail or "file"

    @property
    def sms_way(self) -> str:
        """How text messages go out."""
        return self.sms or ("none" if self.is_production else "file")

    @property
    def folder(self) -> Path:
        """The folder for the database, the attachments and the queue."""
        return Path(self.instance)

    @property
    def database(self) -> str:
        """The database's address as SQLAlchemy reads it."""
        url = self.database_url or f"sqlite:///{self.folder / 'casework.db'}"
        return url.replace("postgresql://", "postgresql+psycopg://", 1)

    @property
    def keys(self) -> dict[str, bytes]:
        """The encryption keys by their id, the current one first."""
        return {
            key_id: _key(value, "encryption_keys")
            for key_id, _, value in (
                entry.strip().partition(":") for entry in self.encryption_keys.split(",")
            )
        }

    @property
    def blind_key(self) -> bytes:
        """The key of the blind index and of query codes."""
        return _key(self.index_key, "index_key")


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of an environment (default: this process's).

    Raises Misconfigured, naming the variable.
    """
    environment = os.environ if environment is None else environment
    given = {
        setting.name: environment[_variable(setting.name)]
        for setting in fields(Settings)
        if environment.get(_variable(setting.name))
    }
    settings = Settings(**given)
    if settings.mode not in _MODES:
        raise Misconfigured(f"{_variable('mode')} is one of {', '.join(_MODES)}")
    for name in _WHOLE_NUMBERS:
        if not getattr(settings, name).isdigit():
            raise Misconfigured(f"{_variable(name)} is a whole number")
    if settings.is_production:
        _check_secrets(settings)
        return settings
    if int(settings.proxies) and settings.mode == _DEVELOPMENT:
        # The secrets of development are known to everybody: nobody from outside may be served.
        raise Misconfigured(f"{_variable('mode')} must be production behind a proxy")
    return Settings(**{**_known_secrets(), **given})


def _check_secrets(settings: Settings) -> None:
    if len(settings.secret_key) < 32:  # noqa: PLR2004  # the length that the message names
        raise Misconfigured(f"{_variable('secret_key')} needs at least 32 characters")
    for name in ("encryption_keys", "index_key"):
        if not getattr(settings, name):
            raise Misconfigured(f"{_variable(name)} must be set in production")
    _ = settings.keys, settings.blind_key
    if settings.trusted_hosts is None:
        # Redirects repeat the name that was asked for: it must be ours.
        raise Misconfigured(f"{_variable('hosts')} must name the site's hosts in production")
    if not _is_public(settings.site_url):
        # It is printed on paper that is kept for good: a wrong one cannot be mended.
        raise Misconfigured(f"{_variable('site_url')} must be the site's https:// address")
    # A way that tells nobody would count as having told them, and a file says addresses in clear.
    if settings.mail_way != "none" and not settings.mail_way.startswith("smtp://"):
        raise Misconfigured(f"{_variable('mail')} must be smtp://host:port or none in production")
    if settings.sms_way != "none":
        raise Misconfigured(f"{_variable('sms')} must be none in production: there is no gateway")


def _is_public(address: str) -> bool:
    """Whether an address can be the site's own: https, a host, no query, no slash at its end."""
    return re.fullmatch(r"https://[^\s/?#]+(/[^\s?#]*[^\s/?#])?", address) is not None


def _known_secrets() -> dict[str, str]:
    """Secrets for development and tests: known to everybody, so nothing real may use them."""

    def known(name: str) -> str:
        digest = hashlib.sha256(f"casework development {name}".encode()).digest()
        return base64.b64encode(digest).decode()

    return {
        "secret_key": known("session"),
        "encryption_keys": f"dev:{known('fields')}",
        "index_key": known("index"),
    }


def _key(text: str, name: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except ValueError:
        key = b""
    if len(key) != 32:  # noqa: PLR2004  # AES-256 and HMAC-SHA-256 take 32 bytes
        raise Misconfigured(f"{_variable(name)} needs keys of 32 bytes in Base64")
    return key


def _variable(name: str) -> str:
    return f"CASEWORK_{name.upper()}"
