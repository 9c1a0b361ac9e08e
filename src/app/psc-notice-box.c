/* psc-notice-box.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-notice-box"

#include "config.h"

#include "psc-notice-box.h"
#include "psc-notices.h"

struct _PscNoticeBox
{
  AdwBin  parent_instance;

  /* Borrowed */
  GtkBox *rows;

  /* Owned */
  char   *text; /* of all that is shown */
};

G_DEFINE_FINAL_TYPE (PscNoticeBox, psc_notice_box, ADW_TYPE_BIN)

static char *
join_texts (GPtrArray *notices)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < notices->len; i++)
    g_string_append_printf (
      text, "%s%s", i > 0 ? "\n" : "",
      ((const PscNotice *) g_ptr_array_index (notices, i))->text);

  return g_string_free (text, FALSE);
}

static GtkWidget *
new_row (const PscNotice *notice)
{
  gboolean error = notice->kind == PSC_NOTICE_ERROR;
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "icon-name", error
                                               ? "dialog-error-symbolic"
                                               : "dialog-warning-symbolic",
                                  "valign", GTK_ALIGN_START,
                                  NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "hexpand", TRUE,
                                   "label", notice->text,
                                   "selectable", TRUE,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "xalign", 0.f,
                                   NULL);

  gtk_widget_add_css_class (icon, error ? "error" : "warning");
  gtk_widget_add_css_class (icon, "beside-text");
  gtk_widget_add_css_class (row, "finding");
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), label);

  return row;
}

static void
psc_notice_box_finalize (GObject *object)
{
  g_free (PSC_NOTICE_BOX (object)->text);

  G_OBJECT_CLASS (psc_notice_box_parent_class)->finalize (object);
}

static void
psc_notice_box_class_init (PscNoticeBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = psc_notice_box_finalize;

  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass),
                                        GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
psc_notice_box_init (PscNoticeBox *self)
{
  self->text = g_strdup ("");
  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->rows));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * psc_notice_box_new:
 *
 * Makes a box without notices, which is hidden.
 */
GtkWidget *
psc_notice_box_new (void)
{
  return g_object_new (PSC_TYPE_NOTICE_BOX, NULL);
}

/**
 * psc_notice_box_set_notices:
 * @notices: (element-type PscNotice): the foremost first
 *
 * Shows other notices.  While they stay the same, nothing moves, and what is
 * selected stays so.
 */
void
psc_notice_box_set_notices (PscNoticeBox *self,
                            GPtrArray    *notices)
{
  g_autofree char *text = NULL;
  GtkWidget *row;

  g_return_if_fail (PSC_IS_NOTICE_BOX (self));
  g_return_if_fail (notices != NULL);

  text = join_texts (notices);
  if (g_str_equal (text, self->text))
    return;

  g_free (self->text);
  self->text = g_steal_pointer (&text);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, row);
  for (guint i = 0; i < notices->len; i++)
    gtk_box_append (self->rows, new_row (g_ptr_array_index (notices, i)));
  gtk_widget_set_visible (GTK_WIDGET (self), notices->len > 0);
}

/**
 * psc_notice_box_get_text:
 *
 * Returns: (transfer none): all notices, a line for each
 */
const char *
psc_notice_box_get_text (PscNoticeBox *self)
{
  g_return_val_if_fail (PSC_IS_NOTICE_BOX (self), NULL);

  return self->text;
}
