/* psc-finding-list.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-finding-list"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-finding-list.h"

struct _PscFindingList
{
  AdwBin               parent_instance;

  /* Borrowed */
  AdwPreferencesGroup *group;

  /* Owned */
  GPtrArray           *rows; /* of the group, which owns them */
};

G_DEFINE_FINAL_TYPE (PscFindingList, psc_finding_list, ADW_TYPE_BIN)

static const char *
get_icon_name (PscFindingKind kind)
{
  switch (kind)
    {
    case PSC_FINDING_REPEATS:
    case PSC_FINDING_ONE_CPU:
    case PSC_FINDING_FEW_FILES:
    case PSC_FINDING_FAULT:
      return "dialog-warning-symbolic";

    case PSC_FINDING_BEST:
    case PSC_FINDING_KINDS:
    case PSC_FINDING_START:
    case PSC_FINDING_BREAK_EVEN:
      return "object-select-symbolic";

    case PSC_FINDING_AVERAGE:
    case PSC_FINDING_OCCUPANCY:
    case PSC_FINDING_LOCK:
    case PSC_FINDING_LAW:
    case PSC_FINDING_CHUNKS:
    case PSC_FINDING_ON_DEMAND:
    case PSC_FINDING_VALUES:
    case PSC_FINDING_REPLACEMENT:
    case PSC_FINDING_PEER:
    default:
      return "dialog-information-symbolic";
    }
}

static GtkWidget *
new_row (const PscFinding *finding)
{
  g_autofree char *title = g_markup_escape_text (finding->title, -1);
  g_autofree char *text = g_markup_escape_text (finding->text, -1);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "title", title,
                                 "title-lines", 0,
                                 "subtitle", text,
                                 "subtitle-lines", 0,
                                 NULL);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "icon-name", get_icon_name (finding->kind),
                                  "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  NULL);

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);

  return row;
}

static void
psc_finding_list_finalize (GObject *object)
{
  PscFindingList *self = PSC_FINDING_LIST (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (psc_finding_list_parent_class)->finalize (object);
}

static void
psc_finding_list_class_init (PscFindingListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = psc_finding_list_finalize;
}

static void
psc_finding_list_init (PscFindingList *self)
{
  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _("Findings"));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * psc_finding_list_new:
 *
 * Makes a list without findings.
 */
GtkWidget *
psc_finding_list_new (void)
{
  return g_object_new (PSC_TYPE_FINDING_LIST, NULL);
}

/**
 * psc_finding_list_set_findings:
 * @findings: (nullable) (element-type PscFinding): what was found
 *
 * Shows other findings.
 */
void
psc_finding_list_set_findings (PscFindingList *self,
                               GPtrArray      *findings)
{
  g_return_if_fail (PSC_IS_FINDING_LIST (self));

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      GtkWidget *row = new_row (g_ptr_array_index (findings, i));

      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (self->group, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}
