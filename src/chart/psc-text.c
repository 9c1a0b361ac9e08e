/* psc-text.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-text"

#include "config.h"

#include <pango/pangocairo.h>

#include "psc-text-private.h"

#define SMALL_SCALE 0.85

struct _PscText
{
  /* Owned */
  PangoLayout          *layout;
  PangoFontDescription *fonts[PSC_N_TEXT_STYLES];

  int                   heights[PSC_N_TEXT_STYLES];
};

static PangoFontDescription *
make_font (PangoContext *context,
           double        scale)
{
  PangoFontDescription *font =
    pango_font_description_copy (pango_context_get_font_description (context));
  double size = pango_font_description_get_size (font) * scale;

  if (pango_font_description_get_size_is_absolute (font))
    pango_font_description_set_absolute_size (font, size);
  else
    pango_font_description_set_size (font, (int) (size + .5));

  return font;
}

/**
 * _psc_text_new:
 *
 * The context's font is the body's at scale 1.
 */
PscText *
_psc_text_new (PangoContext *context,
               double        scale)
{
  PscText *self = g_new0 (PscText, 1);

  self->layout = pango_layout_new (context);
  self->fonts[PSC_TEXT_TITLE] = make_font (context, scale);
  self->fonts[PSC_TEXT_BODY] = make_font (context, scale);
  self->fonts[PSC_TEXT_SMALL] = make_font (context, scale * SMALL_SCALE);
  pango_font_description_set_weight (self->fonts[PSC_TEXT_TITLE],
                                     PANGO_WEIGHT_BOLD);

  for (guint i = 0; i < PSC_N_TEXT_STYLES; i++)
    _psc_text_measure (self, i, "0", -1, NULL, &self->heights[i]);

  return self;
}

/**
 * _psc_text_free:
 *
 * Frees the text.
 */
void
_psc_text_free (PscText *self)
{
  for (guint i = 0; i < PSC_N_TEXT_STYLES; i++)
    pango_font_description_free (self->fonts[i]);
  g_object_unref (self->layout);
  g_free (self);
}

/**
 * _psc_text_get_height:
 *
 * The height of a line.
 */
int
_psc_text_get_height (PscText      *self,
                      PscTextStyle  style)
{
  return self->heights[style];
}

static void
set_text (PscText      *self,
          PscTextStyle  style,
          const char   *text,
          int           wrap_width,
          PscAlign      align)
{
  static const PangoAlignment alignments[] = {
    PANGO_ALIGN_LEFT,
    PANGO_ALIGN_CENTER,
    PANGO_ALIGN_RIGHT,
  };

  pango_layout_set_font_description (self->layout, self->fonts[style]);
  pango_layout_set_width (self->layout,
                          wrap_width < 0 ? -1 : wrap_width * PANGO_SCALE);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (self->layout, alignments[align]);
  pango_layout_set_text (self->layout, text, -1);
}

/**
 * _psc_text_measure:
 *
 * How much room the text takes; wrap_width -1 leaves it as wide as it is.
 */
void
_psc_text_measure (PscText      *self,
                   PscTextStyle  style,
                   const char   *text,
                   int           wrap_width,
                   int          *width,
                   int          *height)
{
  set_text (self, style, text, wrap_width, PSC_ALIGN_BEGIN);
  pango_layout_get_pixel_size (self->layout, width, height);
}

/**
 * _psc_text_paint:
 *
 * Paints the text in the context's source; y is its upper edge.
 */
void
_psc_text_paint (PscText      *self,
                 cairo_t      *cr,
                 PscTextStyle  style,
                 const char   *text,
                 int           wrap_width,
                 PscAlign      align,
                 double        x,
                 double        y)
{
  int width = wrap_width;

  set_text (self, style, text, wrap_width, align);
  if (wrap_width < 0)
    pango_layout_get_pixel_size (self->layout, &width, NULL);

  if (align == PSC_ALIGN_CENTER)
    x -= width / 2;
  else if (align == PSC_ALIGN_END)
    x -= width;

  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, self->layout);
}
