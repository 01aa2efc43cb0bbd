"""The cells of tables 二, 三 and 四 by the short names under which figures are kept and given out.

`t2.1` … `t2.10`, `t3.<row>.<column>` and `t4.<group>.<column>`, counted as the form counts them.
"""

from collections.abc import Mapping
from types import MappingProxyType

from casework.domain.annual_report.table2 import COLUMNS_OF
from casework.domain.annual_report.table3 import HEADINGS, ROWS, Cell, FlowRow
from casework.domain.annual_report.table4 import COLUMNS, ROUTES

_FLOWS = {
    FlowRow.NEWLY_RECEIVED: "new",
    FlowRow.CARRIED_IN: "carried_in",
    FlowRow.TOTAL_DISPOSED: "r_total",
    FlowRow.CARRIED_OVER: "carried_out",
}

TABLE2: Mapping[str, Cell] = MappingProxyType(
    {
        f"t2.{at}": cell
        for at, cell in enumerate(
            (Cell(row, column) for row, columns in COLUMNS_OF.items() for column in columns), 1
        )
    }
)
TABLE3: Mapping[str, Cell] = MappingProxyType(
    {
        f"t3.{_FLOWS[row] if isinstance(row, FlowRow) else row.value}.{at}": Cell(row, heading)
        for row in ROWS
        for at, heading in enumerate(HEADINGS, 1)
    }
)
TABLE4: Mapping[str, Cell] = MappingProxyType(
    {
        f"t4.{group}.{at}": Cell(route, column)
        for group, route in enumerate(ROUTES, 1)
        for at, column in enumerate(COLUMNS, 1)
    }
)
NAMES: Mapping[Cell, str] = MappingProxyType(
    {cell: name for table in (TABLE2, TABLE3, TABLE4) for name, cell in table.items()}
)
