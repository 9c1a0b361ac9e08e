/* psc-advice-box.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-advice-box"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-advice-box.h"

/* Where a piece of advice stands. */
typedef enum
{
  NONE,
  FIRST,
  FURTHER,
} Place;

struct _PscAdviceBox
{
  AdwBin           parent_instance;

  /* Template widgets */
  GtkLabel        *first;
  GtkBox          *others;
  GtkWidget       *streams_button;
  GtkWidget       *lost_button;
  GtkLabel        *lost_label;
  GtkRevealer     *revealer;
  GtkButton       *more_button;

  /* Owned */
  char            *text; /* of all that is shown */

  guint            n_others;
  Place            same_values;
};

G_DEFINE_FINAL_TYPE (PscAdviceBox, psc_advice_box, ADW_TYPE_BIN)

static char *
join_texts (GPtrArray *advice)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < advice->len; i++)
    {
      const PscAdvice *item = g_ptr_array_index (advice, i);

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, item->text);
    }

  return g_string_free (text, FALSE);
}

/* What the next click on it does. */
static void
show_more_button (PscAdviceBox *self)
{
  gboolean shown = gtk_revealer_get_reveal_child (self->revealer);
  g_autofree char *label = NULL;

  if (shown)
    label = g_strdup (_("_Less"));
  else
    /* Translators: how many pieces of advice are not in sight. */
    label = g_strdup_printf (ngettext ("%u _More", "%u _More",
                                       self->n_others), self->n_others);
  gtk_button_set_label (self->more_button, label);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->more_button),
                               GTK_ACCESSIBLE_STATE_EXPANDED, shown, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), self->n_others > 0);
}

static void
show_others (PscAdviceBox *self,
             GPtrArray    *advice)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->others))))
    gtk_box_remove (self->others, child);

  for (guint i = 1; i < advice->len; i++)
    {
      const PscAdvice *item = g_ptr_array_index (advice, i);
      GtkWidget *text = gtk_label_new (item->text);

      gtk_label_set_wrap (GTK_LABEL (text), TRUE);
      gtk_label_set_xalign (GTK_LABEL (text), 0.f);
      gtk_box_append (self->others, text);
    }

  self->n_others = advice->len > 0 ? advice->len - 1 : 0;
  show_more_button (self);
}

static const PscAdvice *
find (GPtrArray     *advice,
      PscAdviceKind  kind)
{
  for (guint i = 0; i < advice->len; i++)
    {
      const PscAdvice *item = g_ptr_array_index (advice, i);

      if (item->kind == kind)
        return item;
    }

  return NULL;
}

/* No button stands there without the words that it belongs to. */
static void
show_streams_button (PscAdviceBox *self)
{
  gtk_widget_set_visible (self->streams_button,
                          self->same_values == FIRST ||
                          (self->same_values == FURTHER &&
                           gtk_revealer_get_reveal_child (self->revealer)));
}

static void
more_cb (PscAdviceBox *self)
{
  gtk_revealer_set_reveal_child (
    self->revealer, !gtk_revealer_get_reveal_child (self->revealer));
  show_more_button (self);
  show_streams_button (self);
}

/* What can be done about it. */
static void
show_buttons (PscAdviceBox *self,
              GPtrArray    *advice)
{
  const PscAdvice *failures = find (advice, PSC_ADVICE_FAILURES);
  const PscAdvice *same_values;
  guint n_lost = failures != NULL ? failures->n : 0;
  g_autofree char *label =
    n_lost == 1 ? g_strdup (_("Run the _Lost File Again"))
                : g_strdup_printf (ngettext ("Run the %'u _Lost File Again",
                                             "Run the %'u _Lost Files Again",
                                             n_lost), n_lost);

  gtk_label_set_label (self->lost_label, label);
  gtk_widget_set_visible (self->lost_button, n_lost > 0);

  same_values = find (advice, PSC_ADVICE_SAME_VALUES);
  self->same_values = same_values == NULL ? NONE :
                      same_values == g_ptr_array_index (advice, 0) ? FIRST
                                                                   : FURTHER;
  show_streams_button (self);
}

static void
psc_advice_box_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PSC_TYPE_ADVICE_BOX);

  G_OBJECT_CLASS (psc_advice_box_parent_class)->dispose (object);
}

static void
psc_advice_box_finalize (GObject *object)
{
  g_free (PSC_ADVICE_BOX (object)->text);

  G_OBJECT_CLASS (psc_advice_box_parent_class)->finalize (object);
}

static void
psc_advice_box_class_init (PscAdviceBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = psc_advice_box_dispose;
  object_class->finalize = psc_advice_box_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-advice-box.ui");
  gtk_widget_class_bind_template_child (widget_class, PscAdviceBox, first);
  gtk_widget_class_bind_template_child (widget_class, PscAdviceBox, lost_button);
  gtk_widget_class_bind_template_child (widget_class, PscAdviceBox, lost_label);
  gtk_widget_class_bind_template_child (widget_class, PscAdviceBox, more_button);
  gtk_widget_class_bind_template_child (widget_class, PscAdviceBox, others);
  gtk_widget_class_bind_template_child (widget_class, PscAdviceBox, revealer);
  gtk_widget_class_bind_template_child (widget_class, PscAdviceBox, streams_button);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
}

static void
psc_advice_box_init (PscAdviceBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->text = g_strdup ("");
}

/**
 * psc_advice_box_new:
 *
 * Makes a box without advice, which is hidden.
 */
GtkWidget *
psc_advice_box_new (void)
{
  return g_object_new (PSC_TYPE_ADVICE_BOX, NULL);
}

/**
 * psc_advice_box_set_advice:
 * @advice: (element-type PscAdvice): the foremost first
 *
 * Shows other advice.  While it stays the same, nothing moves.
 */
void
psc_advice_box_set_advice (PscAdviceBox *self,
                           GPtrArray    *advice)
{
  g_autofree char *text = NULL;

  g_return_if_fail (PSC_IS_ADVICE_BOX (self));
  g_return_if_fail (advice != NULL);

  text = join_texts (advice);
  if (g_str_equal (text, self->text))
    return;

  g_free (self->text);
  self->text = g_steal_pointer (&text);
  gtk_widget_set_visible (GTK_WIDGET (self), advice->len > 0);
  if (advice->len > 0)
    gtk_label_set_label (
      self->first, ((PscAdvice *) g_ptr_array_index (advice, 0))->text);
  show_others (self, advice);
  show_buttons (self, advice);
}

/**
 * psc_advice_box_get_text:
 *
 * Returns: (transfer none): all advice, a line for each
 */
const char *
psc_advice_box_get_text (PscAdviceBox *self)
{
  g_return_val_if_fail (PSC_IS_ADVICE_BOX (self), NULL);

  return self->text;
}
