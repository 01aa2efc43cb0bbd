"""The public figures by month, kept up with every act (decision 0018)."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from casework.persistence.database import Base


class Summary(Base):
    """So many requests of an agency, or `with_below` of it and all below it, in one month.

    `month` is its first day; `kind` is "" except where the dimension is "all". The key's order
    makes the months of one agency and dimension one range.
    """

    __tablename__ = "summary"
    # The rows lie in the key's order themselves, and not beside it.
    __table_args__ = ({"sqlite_with_rowid": False},)

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    with_below: Mapped[bool] = mapped_column(primary_key=True)
    procedure: Mapped[str] = mapped_column(String(20), primary_key=True)
    dimension: Mapped[str] = mapped_column(String(20), primary_key=True)
    what: Mapped[str] = mapped_column(String(20), primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(40), primary_key=True)
    number: Mapped[int]
