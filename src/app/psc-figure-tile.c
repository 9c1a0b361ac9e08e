/* psc-figure-tile.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-figure-tile"

#include "config.h"

#include "psc-figure-tile.h"
#include "psc-focus-hint.h"

/* The same as in the template. */
#define VALUE_CHARS 8

struct _PscFigureTile
{
  GtkWidget  parent_instance;

  /* Template widgets */
  GtkLabel  *caption;
  GtkWidget *line; /* value and button */
  GtkLabel  *value;
  GtkLabel  *note;
  GtkButton *button;
  GtkWidget *popover;
  GtkLabel  *explanation;
};

G_DEFINE_FINAL_TYPE (PscFigureTile, psc_figure_tile, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_CAPTION = 1,
  PROP_VALUE,
  PROP_NOTE,
  PROP_BUTTON_LABEL,
  PROP_ACTION_NAME,
  PROP_WARNING,
  PROP_EXPLANATION,
} PscFigureTileProperty;

static GParamSpec *properties[PROP_EXPLANATION + 1];

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

/* Figures are written from left to right in all languages, but stand where
 * the text does. */
static void
psc_figure_tile_direction_changed (GtkWidget        *widget,
                                   GtkTextDirection  previous)
{
  PscFigureTile *self = PSC_FIGURE_TILE (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  if (self->value != NULL)
    gtk_label_set_xalign (self->value, mirrored ? 1.f : 0.f);
}

/* What a pointer gets as a tooltip, the keyboard gets at the tile that it is
 * on. */
static void
focus_changed_cb (PscFigureTile           *self,
                  GParamSpec              *pspec,
                  GtkEventControllerFocus *focus)
{
  if (gtk_event_controller_focus_is_focus (focus) &&
      *psc_figure_tile_get_explanation (self) != '\0')
    psc_focus_hint_pop_up (GTK_POPOVER (self->popover));
  else
    gtk_popover_popdown (GTK_POPOVER (self->popover));
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

    case PROP_BUTTON_LABEL:
      g_value_set_string (value, psc_figure_tile_get_button_label (self));
      break;

    case PROP_ACTION_NAME:
      g_value_set_string (value, gtk_actionable_get_action_name (
                                   GTK_ACTIONABLE (self->button)));
      break;

    case PROP_WARNING:
      g_value_set_boolean (value, psc_figure_tile_get_warning (self));
      break;

    case PROP_EXPLANATION:
      g_value_set_string (value, psc_figure_tile_get_explanation (self));
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

    case PROP_BUTTON_LABEL:
      psc_figure_tile_set_button_label (self, g_value_get_string (value));
      break;

    case PROP_ACTION_NAME:
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button),
                                      g_value_get_string (value));
      break;

    case PROP_WARNING:
      psc_figure_tile_set_warning (self, g_value_get_boolean (value));
      break;

    case PROP_EXPLANATION:
      psc_figure_tile_set_explanation (self, g_value_get_string (value));
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
  widget_class->direction_changed = psc_figure_tile_direction_changed;

  properties[PROP_CAPTION] =
    g_param_spec_string ("caption", NULL, NULL, "", flags);
  properties[PROP_VALUE] =
    g_param_spec_string ("value", NULL, NULL, "–", flags);
  properties[PROP_NOTE] =
    g_param_spec_string ("note", NULL, NULL, "", flags);
  properties[PROP_BUTTON_LABEL] =
    g_param_spec_string ("button-label", NULL, NULL, NULL, flags);
  properties[PROP_ACTION_NAME] =
    g_param_spec_string ("action-name", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WARNING] =
    g_param_spec_boolean ("warning", NULL, NULL, FALSE, flags);
  properties[PROP_EXPLANATION] =
    g_param_spec_string ("explanation", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);

  gtk_widget_class_set_css_name (widget_class, "figuretile");
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-figure-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, PscFigureTile, button);
  gtk_widget_class_bind_template_child (widget_class, PscFigureTile, caption);
  gtk_widget_class_bind_template_child (widget_class, PscFigureTile, explanation);
  gtk_widget_class_bind_template_child (widget_class, PscFigureTile, line);
  gtk_widget_class_bind_template_child (widget_class, PscFigureTile, note);
  gtk_widget_class_bind_template_child (widget_class, PscFigureTile, popover);
  gtk_widget_class_bind_template_child (widget_class, PscFigureTile, value);
}

static void
psc_figure_tile_init (PscFigureTile *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (focus, "notify::is-focus",
                            G_CALLBACK (focus_changed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_set_direction (GTK_WIDGET (self->value), GTK_TEXT_DIR_LTR);
  psc_figure_tile_direction_changed (GTK_WIDGET (self), GTK_TEXT_DIR_NONE);
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

/**
 * psc_figure_tile_get_button_label:
 *
 * Returns: (transfer none) (nullable): what the tile's button says
 */
const char *
psc_figure_tile_get_button_label (PscFigureTile *self)
{
  g_return_val_if_fail (PSC_IS_FIGURE_TILE (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self->button))
         ? gtk_button_get_label (self->button) : NULL;
}

/**
 * psc_figure_tile_set_button_label:
 * @label: (nullable): what the button says; %NULL hides it
 *
 * Offers an action beside the figure; the property "action-name" tells which.
 */
void
psc_figure_tile_set_button_label (PscFigureTile *self,
                                  const char    *label)
{
  g_return_if_fail (PSC_IS_FIGURE_TILE (self));

  if (g_strcmp0 (psc_figure_tile_get_button_label (self), label) == 0)
    return;

  if (label != NULL)
    gtk_button_set_label (self->button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL);

  /* The button takes the room of digits, so that no tile gets wider. */
  gtk_label_set_width_chars (self->value, label != NULL ? 1 : VALUE_CHARS);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUTTON_LABEL]);
}

/**
 * psc_figure_tile_get_warning:
 *
 * Whether the figure is marked as one to look at twice.
 */
gboolean
psc_figure_tile_get_warning (PscFigureTile *self)
{
  g_return_val_if_fail (PSC_IS_FIGURE_TILE (self), FALSE);

  return gtk_widget_has_css_class (GTK_WIDGET (self->value), "warning");
}

/**
 * psc_figure_tile_set_warning:
 * @warning: whether the figure is one to look at twice
 *
 * Marks the figure by its color.
 */
void
psc_figure_tile_set_warning (PscFigureTile *self,
                             gboolean       warning)
{
  g_return_if_fail (PSC_IS_FIGURE_TILE (self));

  if (psc_figure_tile_get_warning (self) == !!warning)
    return;

  if (warning)
    gtk_widget_add_css_class (GTK_WIDGET (self->value), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->value), "warning");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WARNING]);
}

/**
 * psc_figure_tile_get_explanation:
 *
 * Returns: (transfer none): what the figure means and where it comes from
 */
const char *
psc_figure_tile_get_explanation (PscFigureTile *self)
{
  g_return_val_if_fail (PSC_IS_FIGURE_TILE (self), NULL);

  return gtk_label_get_label (self->explanation);
}

/**
 * psc_figure_tile_set_explanation:
 * @explanation: what the figure means and where it comes from
 *
 * Explains the figure to who points at it or comes to it by keyboard.
 */
void
psc_figure_tile_set_explanation (PscFigureTile *self,
                                 const char    *explanation)
{
  g_return_if_fail (PSC_IS_FIGURE_TILE (self));

  set_text (self, self->explanation, explanation, PROP_EXPLANATION);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), explanation);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  explanation,
                                  -1);
}
