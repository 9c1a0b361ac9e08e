/* psc-report-page.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-report-page"

#include "config.h"

#include "psc-paint-private.h"
#include "psc-report-page.h"
#include "psc-report-table-private.h"
#include "psc-text-private.h"

#define MARGIN 40

/* Above a title, a table or a picture, and above everything else. */
#define WIDE_GAP   16
#define NARROW_GAP 4

#define HEADING_SCALE 1.6

/* The steps in which everything becomes smaller until it fits. */
#define ZOOM_STEP .96

typedef enum
{
  BLOCK_TEXT,
  BLOCK_TABLE,
  BLOCK_PICTURE,
} BlockKind;

typedef struct
{
  BlockKind       kind;
  PscReportStyle  style;
  char           *text;
  PscReportTable *table;
  PscReportPaint  paint;
  gpointer        picture;
  GDestroyNotify  destroy;
  int             min_height; /* of a picture */
  int             max_height;
  int             y;          /* on the page before it is made smaller */
  int             height;
} Block;

struct _PscReportPage
{
  PscText   *text;
  PscText   *heading;
  GPtrArray *blocks;
  guint      foot;   /* the first block of it */
  int        width;
  int        height;
  double     zoom;   /* at most 1 */
  gboolean   is_valid;
};

static void
block_free (gpointer data)
{
  Block *block = data;

  if (block->destroy != NULL)
    block->destroy (block->picture);
  g_clear_pointer (&block->table, _psc_report_table_free);
  g_free (block->text);
  g_free (block);
}

/**
 * psc_report_page_new:
 * @context: its font is the body's at scale 1
 *
 * Makes an empty page.
 */
PscReportPage *
psc_report_page_new (PangoContext *context,
                     double        text_scale)
{
  PscReportPage *self = g_new0 (PscReportPage, 1);

  self->text = _psc_text_new (context, text_scale);
  self->heading = _psc_text_new (context, text_scale * HEADING_SCALE);
  self->blocks = g_ptr_array_new_with_free_func (block_free);
  self->foot = G_MAXUINT;

  return self;
}

/**
 * psc_report_page_free:
 *
 * Frees the page.
 */
void
psc_report_page_free (PscReportPage *self)
{
  _psc_text_free (self->text);
  _psc_text_free (self->heading);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

static Block *
add_block (PscReportPage *self,
           BlockKind      kind)
{
  Block *block = g_new0 (Block, 1);

  block->kind = kind;
  g_ptr_array_add (self->blocks, block);
  self->is_valid = FALSE;

  return block;
}

/**
 * psc_report_page_add_text:
 * @text: what it says; it wraps
 *
 * Adds a piece of text.
 */
void
psc_report_page_add_text (PscReportPage  *self,
                          PscReportStyle  style,
                          const char     *text)
{
  Block *block = add_block (self, BLOCK_TEXT);

  block->style = style;
  block->text = g_strdup (text);
}

/**
 * psc_report_page_take_table:
 * @rows: (transfer full) (element-type GStrv): the heading and the rows
 * @columns: a letter for each column: “l” for text, “r” for figures; static
 *
 * Adds a table.
 */
void
psc_report_page_take_table (PscReportPage *self,
                            GPtrArray     *rows,
                            const char    *columns)
{
  g_return_if_fail (rows != NULL && rows->len > 0);

  add_block (self, BLOCK_TABLE)->table = _psc_report_table_new (rows, columns);
}

/**
 * psc_report_page_take_picture:
 * @min_height: what it needs, without zoom
 * @max_height: what it can use
 * @paint: paints @picture
 * @destroy: (nullable): frees @picture
 *
 * Adds a picture, as wide as the text.
 */
void
psc_report_page_take_picture (PscReportPage  *self,
                              int             min_height,
                              int             max_height,
                              PscReportPaint  paint,
                              gpointer        picture,
                              GDestroyNotify  destroy)
{
  Block *block;

  g_return_if_fail (0 < min_height && min_height <= max_height);

  block = add_block (self, BLOCK_PICTURE);
  block->min_height = min_height;
  block->max_height = max_height;
  block->paint = paint;
  block->picture = picture;
  block->destroy = destroy;
}

/**
 * psc_report_page_begin_foot:
 *
 * What is added from now on stands at the lower edge of the page.
 */
void
psc_report_page_begin_foot (PscReportPage *self)
{
  self->foot = self->blocks->len;
  self->is_valid = FALSE;
}

/**
 * psc_report_page_set_size:
 *
 * Sets the size of the page, with its margins.
 */
void
psc_report_page_set_size (PscReportPage *self,
                          int            width,
                          int            height)
{
  g_return_if_fail (width > 2 * MARGIN && height > 2 * MARGIN);

  self->width = width;
  self->height = height;
  self->is_valid = FALSE;
}

static PscText *
get_text (PscReportPage  *self,
          PscReportStyle  style,
          PscTextStyle   *text_style)
{
  *text_style = style == PSC_REPORT_BODY  ? PSC_TEXT_BODY
                : style == PSC_REPORT_DIM ? PSC_TEXT_SMALL
                                          : PSC_TEXT_TITLE;

  return style == PSC_REPORT_HEADING ? self->heading : self->text;
}

static int
get_gap (PscReportPage *self,
         guint          index)
{
  const Block *block = g_ptr_array_index (self->blocks, index);

  if (index == 0)
    return 0;
  if (block->kind != BLOCK_TEXT || block->style == PSC_REPORT_TITLE ||
      index == self->foot)
    return WIDE_GAP;

  return NARROW_GAP;
}

static int
get_inner (int    size,
           double zoom)
{
  return (int) (size / zoom) - 2 * MARGIN;
}

/* Gives all blocks the height that they need.  Returns the height of all. */
static int
measure (PscReportPage *self,
         int            width)
{
  int sum = 0;

  for (guint i = 0; i < self->blocks->len; i++)
    {
      Block *block = g_ptr_array_index (self->blocks, i);
      PscTextStyle style;
      PscText *text;

      switch (block->kind)
        {
        case BLOCK_TEXT:
          text = get_text (self, block->style, &style);
          _psc_text_measure (text, style, block->text, width, NULL,
                             &block->height);
          break;

        case BLOCK_TABLE:
          block->height = _psc_report_table_set_width (block->table,
                                                       self->text, width);
          break;

        case BLOCK_PICTURE:
        default:
          block->height = block->min_height;
          break;
        }
      sum += get_gap (self, i) + block->height;
    }

  return sum;
}

/* Pictures take the same share of what they can use.  Returns what is left. */
static int
grow_pictures (PscReportPage *self,
               int            left)
{
  int wanted = 0, taken = 0;
  double share;

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const Block *block = g_ptr_array_index (self->blocks, i);

      wanted += block->max_height - block->min_height;
    }
  if (wanted == 0)
    return left;

  share = MIN ((double) left / wanted, 1.);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      Block *block = g_ptr_array_index (self->blocks, i);
      int more = (int) ((block->max_height - block->min_height) * share);

      block->height += more;
      taken += more;
    }

  return left - taken;
}

static void
validate (PscReportPage *self)
{
  int left, y = MARGIN;

  if (self->is_valid)
    return;

  self->is_valid = TRUE;
  self->zoom = 1.;
  while ((left = get_inner (self->height, self->zoom) -
                 measure (self, get_inner (self->width, self->zoom))) < 0)
    self->zoom *= ZOOM_STEP;

  left = grow_pictures (self, left);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      Block *block = g_ptr_array_index (self->blocks, i);

      if (i == self->foot)
        y += left;
      y += get_gap (self, i);
      block->y = y;
      y += block->height;
    }
}

static void
paint_block (PscReportPage    *self,
             const Block      *block,
             cairo_t          *cr,
             const PscPalette *palette)
{
  int width = get_inner (self->width, self->zoom);
  PscTextStyle style;
  PscText *text;

  switch (block->kind)
    {
    case BLOCK_TEXT:
      text = get_text (self, block->style, &style);
      _psc_paint_set_color (cr, block->style == PSC_REPORT_DIM
                                ? &palette->dim_text : &palette->text, 1.);
      _psc_text_paint (text, cr, style, block->text, width, PSC_ALIGN_BEGIN,
                       0., 0.);
      break;

    case BLOCK_TABLE:
      _psc_report_table_paint (block->table, self->text, cr, palette);
      break;

    case BLOCK_PICTURE:
    default:
      block->paint (block->picture, cr, width, block->height, palette);
      break;
    }
}

/**
 * psc_report_page_paint:
 *
 * Paints the page on the background that is there.
 */
void
psc_report_page_paint (PscReportPage    *self,
                       cairo_t          *cr,
                       const PscPalette *palette)
{
  validate (self);

  cairo_save (cr);
  cairo_scale (cr, self->zoom, self->zoom);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const Block *block = g_ptr_array_index (self->blocks, i);

      cairo_save (cr);
      cairo_translate (cr, MARGIN, block->y);
      paint_block (self, block, cr, palette);
      cairo_restore (cr);
    }
  cairo_restore (cr);
}
