/* psc-number-row.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-number-row"

#include "config.h"

#include <math.h>

#include "psc-number-row.h"

/* How far a notch of the wheel moves what the row stands in. */
#define SCROLL_STEP_PX 48.

struct _PscNumberRow
{
  AdwActionRow   parent_instance;

  /* Template widgets */
  GtkAdjustment *adjustment;
  GtkSpinButton *spin;

  /* Owned */
  char          *zero_word; /* NULL: 0 is a number as any other */
};

G_DEFINE_FINAL_TYPE (PscNumberRow, psc_number_row, ADW_TYPE_ACTION_ROW)

typedef enum
{
  PROP_VALUE = 1,
  PROP_MINIMUM,
  PROP_MAXIMUM,
  PROP_ZERO_WORD,
} PscNumberRowProperty;

static GParamSpec *properties[PROP_ZERO_WORD + 1];

static void
value_changed_cb (PscNumberRow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

static int
input_cb (GtkSpinButton *spin,
          double        *value,
          gpointer       user_data)
{
  PscNumberRow *self = user_data;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));
  char *end = NULL;

  if (self->zero_word != NULL &&
      (*text == '\0' || g_str_equal (text, self->zero_word)))
    {
      *value = 0.;
      return TRUE;
    }

  *value = g_ascii_strtod (text, &end);

  return end != text && *end == '\0' && isfinite (*value) ? TRUE
                                                          : GTK_INPUT_ERROR;
}

static gboolean
output_cb (GtkSpinButton *spin,
           gpointer       user_data)
{
  PscNumberRow *self = user_data;

  if (self->zero_word == NULL ||
      gtk_adjustment_get_value (self->adjustment) > 0.)
    return FALSE;

  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (spin)),
                    self->zero_word))
    gtk_editable_set_text (GTK_EDITABLE (spin), self->zero_word);

  return TRUE;
}

/* A wheel turned to scroll must not change what passes under it: only a spin
 * button with the focus gets it. */
static gboolean
scroll_cb (GtkEventControllerScroll *controller,
           double                    dx,
           double                    dy,
           PscNumberRow             *self)
{
  GtkWidget *scroller;
  GtkAdjustment *adjustment;

  if (gtk_widget_get_state_flags (GTK_WIDGET (self->spin)) &
      GTK_STATE_FLAG_FOCUS_WITHIN)
    return GDK_EVENT_PROPAGATE;

  scroller = gtk_widget_get_ancestor (GTK_WIDGET (self),
                                      GTK_TYPE_SCROLLED_WINDOW);
  if (scroller == NULL)
    return GDK_EVENT_STOP;

  adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  gtk_adjustment_set_value (adjustment,
                            gtk_adjustment_get_value (adjustment) +
                            dy * SCROLL_STEP_PX);

  return GDK_EVENT_STOP;
}

static void
title_changed_cb (PscNumberRow *self)
{
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->spin), GTK_ACCESSIBLE_PROPERTY_LABEL,
    adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
}

/* The value has been shown before anybody could put it in words. */
static void
set_zero_word (PscNumberRow *self,
               const char   *word)
{
  g_free (self->zero_word);
  self->zero_word = g_strdup (word);
  gtk_spin_button_set_numeric (self->spin, word == NULL);
  gtk_spin_button_set_update_policy (self->spin,
                                     word == NULL ? GTK_UPDATE_ALWAYS
                                                  : GTK_UPDATE_IF_VALID);
  output_cb (self->spin, self);
}

static void
psc_number_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PSC_TYPE_NUMBER_ROW);

  G_OBJECT_CLASS (psc_number_row_parent_class)->dispose (object);
}

static void
psc_number_row_finalize (GObject *object)
{
  g_free (PSC_NUMBER_ROW (object)->zero_word);

  G_OBJECT_CLASS (psc_number_row_parent_class)->finalize (object);
}

static void
psc_number_row_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  PscNumberRow *self = PSC_NUMBER_ROW (object);

  switch ((PscNumberRowProperty) prop_id)
    {
    case PROP_VALUE:
      g_value_set_double (value, psc_number_row_get_value (self));
      break;

    case PROP_MINIMUM:
      g_value_set_double (value, gtk_adjustment_get_lower (self->adjustment));
      break;

    case PROP_MAXIMUM:
      g_value_set_double (value, gtk_adjustment_get_upper (self->adjustment));
      break;

    case PROP_ZERO_WORD:
      g_value_set_string (value, self->zero_word);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_number_row_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  PscNumberRow *self = PSC_NUMBER_ROW (object);

  switch ((PscNumberRowProperty) prop_id)
    {
    case PROP_VALUE:
      psc_number_row_set_value (self, g_value_get_double (value));
      break;

    case PROP_MINIMUM:
      gtk_adjustment_set_lower (self->adjustment, g_value_get_double (value));
      break;

    case PROP_MAXIMUM:
      gtk_adjustment_set_upper (self->adjustment, g_value_get_double (value));
      break;

    case PROP_ZERO_WORD:
      set_zero_word (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_number_row_class_init (PscNumberRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = psc_number_row_dispose;
  object_class->finalize = psc_number_row_finalize;
  object_class->get_property = psc_number_row_get_property;
  object_class->set_property = psc_number_row_set_property;

  properties[PROP_VALUE] =
    g_param_spec_double ("value", NULL, NULL, 0., G_MAXDOUBLE, 0.,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS);
  properties[PROP_MINIMUM] =
    g_param_spec_double ("minimum", NULL, NULL, 0., G_MAXDOUBLE, 0.,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MAXIMUM] =
    g_param_spec_double ("maximum", NULL, NULL, 0., G_MAXDOUBLE, 0.,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ZERO_WORD] =
    g_param_spec_string ("zero-word", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-number-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PscNumberRow, adjustment);
  gtk_widget_class_bind_template_child (widget_class, PscNumberRow, spin);
  gtk_widget_class_bind_template_callback (widget_class, input_cb);
  gtk_widget_class_bind_template_callback (widget_class, output_cb);
  gtk_widget_class_bind_template_callback (widget_class, scroll_cb);
  gtk_widget_class_bind_template_callback (widget_class, value_changed_cb);
}

static void
psc_number_row_init (PscNumberRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::title", G_CALLBACK (title_changed_cb),
                    NULL);
}

/**
 * psc_number_row_new:
 *
 * Makes a row without a title, whose range is still empty.
 */
GtkWidget *
psc_number_row_new (void)
{
  return g_object_new (PSC_TYPE_NUMBER_ROW, NULL);
}

/**
 * psc_number_row_get_value:
 *
 * The number that is set.
 */
double
psc_number_row_get_value (PscNumberRow *self)
{
  g_return_val_if_fail (PSC_IS_NUMBER_ROW (self), 0.);

  return gtk_adjustment_get_value (self->adjustment);
}

/**
 * psc_number_row_set_value:
 *
 * Shows another number, the nearest in range.
 */
void
psc_number_row_set_value (PscNumberRow *self,
                          double        value)
{
  g_return_if_fail (PSC_IS_NUMBER_ROW (self));

  gtk_adjustment_set_value (self->adjustment, value);
}

/**
 * psc_number_row_commit:
 *
 * Takes in what has been typed but not been confirmed yet.
 */
void
psc_number_row_commit (PscNumberRow *self)
{
  g_return_if_fail (PSC_IS_NUMBER_ROW (self));

  gtk_spin_button_update (self->spin);
}
