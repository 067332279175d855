/**
 * Sortable, virtualized grid. One tab stop; arrow keys move between rows. A row renders again only when its object
 * changes.
 */
import {
  createSortedRowModel,
  rowSortingFeature,
  type SortingState,
  sortFn_basic,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import {
  type CSSProperties,
  type KeyboardEvent,
  memo,
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import './grid.css';

export interface GridColumn<Row> {
  readonly id: string;
  readonly label: string;
  /** Width as a CSS grid track. */
  readonly width: string;
  /** Sort value. Default: the column is not sortable. */
  readonly sortBy?: (row: Row) => string | number;
  /** The first click sorts descending. Default false. */
  readonly highestFirst?: boolean;
  readonly show: (row: Row) => ReactNode;
  readonly align?: 'end';
  /** Hidden on narrow screens. */
  readonly wideOnly?: boolean;
}

export interface GridProps<Row> {
  readonly label: string;
  /** Must be a stable reference: new columns reset the grid. */
  readonly columns: readonly GridColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Accessible name of a row. */
  readonly nameOf: (row: Row) => string;
  readonly sortedBy: { readonly id: string; readonly highestFirst: boolean };
  readonly onOpen?: (row: Row) => void;
  readonly classOf?: (row: Row) => string;
  readonly empty: ReactNode;
}

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { basic: sortFn_basic },
});

/** Row height in em: two lines. */
const rowEms = 3;

export function Grid<Row extends object>(props: GridProps<Row>) {
  const { label, columns, rows, keyOf, nameOf, sortedBy, onOpen, classOf, empty } = props;
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const [sorting, setSorting] = useState<SortingState>([{ id: sortedBy.id, desc: sortedBy.highestFirst }]);
  const table = useTable({
    features,
    data: rows as Row[],
    columns: useMemo(
      () =>
        columns.map(({ id, sortBy, highestFirst = false }) => ({
          id,
          accessorFn: sortBy ?? (() => ''),
          enableSorting: sortBy !== undefined,
          sortDescFirst: highestFirst,
          sortFn: 'basic' as const,
        })),
      [columns],
    ),
    getRowId: keyOf,
    state: { sorting },
    onSortingChange: setSorting,
    enableSortingRemoval: false,
  });
  const sorted = table.getRowModel().rows;

  const [activeKey, setActive] = useState<string>();
  const found = sorted.findIndex(({ id }) => id === activeKey);
  const active = Math.max(0, found);
  const rowHeight = useRowHeight(scroller);
  const virtualizer = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => sorted[index]?.id ?? index,
    overscan: 6,
    // The focused row stays in the DOM when it is scrolled out of view.
    rangeExtractor: useCallback(
      (range: Range) => {
        const shown = defaultRangeExtractor(range);
        if (active >= range.count || shown.includes(active)) return shown;
        return active < (shown[0] ?? 0) ? [active, ...shown] : [...shown, active];
      },
      [active],
    ),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height have other places
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  function go(index: number): void {
    const target = Math.max(0, Math.min(sorted.length - 1, index));
    const row = sorted[target];
    if (row === undefined) return;
    setActive(row.id);
    virtualizer.scrollToIndex(target);
    requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(row.id)}"]`)?.focus();
    });
  }

  function press(event: KeyboardEvent): void {
    if (!(event.target as HTMLElement).hasAttribute('data-key')) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: sorted.length - 1,
    };
    const target = moves[event.key];
    if (target !== undefined) {
      event.preventDefault();
      go(target);
    } else if ((event.key === 'Enter' || event.key === ' ') && onOpen !== undefined) {
      event.preventDefault();
      const row = sorted[active];
      if (row !== undefined) onOpen(row.original);
    }
  }

  const tracks = {
    '--tracks': columns.map(({ width }) => width).join(' '),
    '--tracks-narrow': columns
      .filter(({ wideOnly }) => wideOnly !== true)
      .map(({ width }) => width)
      .join(' '),
    '--row-ems': rowEms,
  } as CSSProperties;

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot have rows that are only there while in sight
    <div
      className="grid"
      role="grid"
      aria-label={label}
      aria-rowcount={sorted.length + 1}
      aria-colcount={columns.length}
      style={tracks}
      tabIndex={-1}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div role="rowgroup">
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div role="row" className="grid-row grid-header" aria-rowindex={1} tabIndex={-1}>
          {columns.map((column) => {
            const direction =
              sorting[0]?.id === column.id ? (sorting[0].desc ? 'descending' : 'ascending') : 'none';
            const Arrow = direction === 'descending' ? ArrowDown : ArrowUp;
            return (
              // biome-ignore lint/a11y/useSemanticElements: see above
              <div
                key={column.id}
                role="columnheader"
                className="grid-cell"
                data-align={column.align}
                data-wide={column.wideOnly}
                {...(column.sortBy === undefined ? {} : { 'aria-sort': direction })}
                tabIndex={-1}
              >
                {column.sortBy === undefined ? (
                  <span className={column.label === '' ? 'visually-hidden' : ''}>
                    {column.label || t('supervisor.act')}
                  </span>
                ) : (
                  <button
                    type="button"
                    className="grid-sort"
                    onClick={() => table.getColumn(column.id)?.toggleSorting()}
                  >
                    <span>{column.label}</span>
                    <Arrow aria-hidden data-off={direction === 'none' || undefined} />
                  </button>
                )}
              </div>
            );
          })}
        </div>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys are those of the rows inside */}
      <div
        ref={scroller}
        className="grid-body"
        role={sorted.length === 0 ? 'presentation' : 'rowgroup'}
        onKeyDown={press}
      >
        {sorted.length === 0 && <div className="grid-empty muted">{empty}</div>}
        <div className="grid-rows" role="presentation" style={{ blockSize: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const row = sorted[index];
            if (row === undefined) return null;
            return (
              <GridRow
                key={row.id}
                id={row.id}
                row={row.original}
                columns={columns as readonly GridColumn<object>[]}
                name={nameOf(row.original)}
                index={index}
                start={start}
                isStop={index === active}
                className={classOf?.(row.original) ?? ''}
                opens={onOpen !== undefined}
                onFocus={setActive}
                onOpen={onOpen as ((row: object) => void) | undefined}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface GridRowProps {
  readonly id: string;
  readonly row: object;
  readonly columns: readonly GridColumn<object>[];
  readonly name: string;
  readonly index: number;
  readonly start: number;
  readonly isStop: boolean;
  readonly className: string;
  readonly opens: boolean;
  readonly onFocus: (id: string) => void;
  readonly onOpen: ((row: object) => void) | undefined;
}

const GridRow = memo(function GridRow(props: GridRowProps) {
  const { id, row, columns, name, index, start, isStop, className, opens, onFocus, onOpen } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid listens to keys
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-label={name}
      data-key={id}
      data-opens={opens || undefined}
      className={`grid-row ${className}`}
      style={{ transform: `translateY(${start}px)` }}
      tabIndex={isStop ? 0 : -1}
      onFocus={() => onFocus(id)}
      onClick={() => onOpen?.(row)}
    >
      {columns.map((column) => (
        // biome-ignore lint/a11y/useSemanticElements: see above
        // biome-ignore lint/a11y/useFocusableInteractive: the row is what has the focus
        <div
          key={column.id}
          role="gridcell"
          className="grid-cell"
          data-align={column.align}
          data-wide={column.wideOnly}
        >
          {column.show(row)}
        </div>
      ))}
    </div>
  );
});

/** Row height in pixels, which follows the font size. */
function useRowHeight(scroller: { readonly current: HTMLElement | null }): number {
  const [height, setHeight] = useState(42);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => {
      setHeight(Math.round(Number.parseFloat(getComputedStyle(element).fontSize) * rowEms));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return height;
}
