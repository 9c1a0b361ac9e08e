/* psc-figure-tile.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-figure-tile"

#include "config.h"

#include "psc-figure-tile.h"

struct _PscFigureTile
{
  GtkWidget  parent_instance;

  /* Template widgets */
  GtkLabel  *caption;
  GtkLabel  *value;
  GtkLabel  *note;
};

G_DEFINE_FINAL_TYPE (PscFigureTile, psc_figure_tile, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_CAPTION = 1,
  PROP_VALUE,
  PROP_NOTE,
} PscFigureTileProperty;

static GParamSpec *properties[PROP_NOTE + 1];

static void
set_text (PscFigureTile         *self,
          GtkLabel              *label,
          const char            *text,
          PscFigureTileProperty  property)
{
  if (g_str_equal (gtk_label_get_label (label), text))
    return;

  gtk_label_set_label (label, text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
psc_figure_tile_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PSC_TYPE_FIGURE_TILE);

  G_OBJECT_CLASS (psc_figure_tile_parent_class)->dispose (object);
}

static void
psc_figure_tile_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  PscFigureTile *self = PSC_FIGURE_TILE (object);

  switch ((PscFigureTileProperty) prop_id)
    {
    case PROP_CAPTION:
      g_value_set_string (value, psc_figure_tile_get_caption (self));
      break;

    case PROP_VALUE:
      g_value_set_string (value, psc_figure_tile_get_value (self));
      break;

    case PROP_NOTE:
      g_value_set_string (value, psc_figure_tile_get_note (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_figure_tile_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  PscFigureTile *self = PSC_FIGURE_TILE (object);

  switch ((PscFigureTileProperty) prop_id)
    {
    case PROP_CAPTION:
      psc_figure_tile_set_caption (self, g_value_get_string (value));
      break;

    case PROP_VALUE:
      psc_figure_tile_set_value (self, g_value_get_string (value));
      break;

    case PROP_NOTE:
      psc_figure_tile_set_note (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_figure_tile_class_init (PscFigureTileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                            G_PARAM_STATIC_STRINGS;

  object_class->dispose = psc_figure_tile_dispose;
  object_class->get_property = psc_figure_tile_get_property;
  object_class->set_property = psc_figure_tile_set_property;

  properties[PROP_CAPTION] =
    g_param_spec_string ("caption", NULL, NULL, "", flags);
  properties[PROP_VALUE] =
    g_param_spec_string ("value", NULL, NULL, "–", flags);
  properties[PROP_NOTE] =
    g_param_spec_string ("note", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);

  gtk_widget_class_set_css_name (widget_class, "figuretile");
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-figure-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, PscFigureTile, caption);
  gtk_widget_class_bind_template_child (widget_class, PscFigureTile, note);
  gtk_widget_class_bind_template_child (widget_class, PscFigureTile, value);
}

static void
psc_figure_tile_init (PscFigureTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * psc_figure_tile_new:
 * @caption: the figure's name
 *
 * Makes a tile that has no value yet.
 */
GtkWidget *
psc_figure_tile_new (const char *caption)
{
  return g_object_new (PSC_TYPE_FIGURE_TILE, "caption", caption, NULL);
}

/**
 * psc_figure_tile_get_caption:
 *
 * Returns: (transfer none): the figure's name
 */
const char *
psc_figure_tile_get_caption (PscFigureTile *self)
{
  g_return_val_if_fail (PSC_IS_FIGURE_TILE (self), NULL);

  return gtk_label_get_label (self->caption);
}

/**
 * psc_figure_tile_set_caption:
 * @caption: the figure's name
 *
 * Names the figure.
 */
void
psc_figure_tile_set_caption (PscFigureTile *self,
                             const char    *caption)
{
  g_return_if_fail (PSC_IS_FIGURE_TILE (self));

  set_text (self, self->caption, caption, PROP_CAPTION);
}

/**
 * psc_figure_tile_get_value:
 *
 * Returns: (transfer none): the figure with its unit
 */
const char *
psc_figure_tile_get_value (PscFigureTile *self)
{
  g_return_val_if_fail (PSC_IS_FIGURE_TILE (self), NULL);

  return gtk_label_get_label (self->value);
}

/**
 * psc_figure_tile_set_value:
 * @value: the figure with its unit
 *
 * Shows a figure.
 */
void
psc_figure_tile_set_value (PscFigureTile *self,
                           const char    *value)
{
  g_return_if_fail (PSC_IS_FIGURE_TILE (self));

  set_text (self, self->value, value, PROP_VALUE);
}

/**
 * psc_figure_tile_get_note:
 *
 * Returns: (transfer none): what the figure means, in a few words
 */
const char *
psc_figure_tile_get_note (PscFigureTile *self)
{
  g_return_val_if_fail (PSC_IS_FIGURE_TILE (self), NULL);

  return gtk_label_get_label (self->note);
}

/**
 * psc_figure_tile_set_note:
 * @note: what the figure means, in a few words
 *
 * Explains the figure.
 */
void
psc_figure_tile_set_note (PscFigureTile *self,
                          const char    *note)
{
  g_return_if_fail (PSC_IS_FIGURE_TILE (self));

  set_text (self, self->note, note, PROP_NOTE);
}
