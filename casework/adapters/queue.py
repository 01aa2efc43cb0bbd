"""The task queue: huey, on a file beside the database by default, on a server by one setting."""

from pathlib import Path

from huey import Huey, MemoryHuey, PostgresHuey, RedisHuey, SqliteHuey


def task_queue(url: str, folder: Path) -> Huey:
    """The queue at `url`: empty (a SQLite file), memory:, postgresql://… or redis://…."""
    if url == "memory:":
        return MemoryHuey("casework", immediate=False, results=False)
    if url.startswith("postgresql"):
        return PostgresHuey("casework", dsn=url, results=False)
    if url.startswith("redis"):
        return RedisHuey("casework", url=url, results=False)
    folder.mkdir(parents=True, exist_ok=True)
    return SqliteHuey("casework", filename=str(folder / "queue.db"), fsync=False, results=False)
