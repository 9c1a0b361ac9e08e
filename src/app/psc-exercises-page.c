/* psc-exercises-page.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-exercises-page"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-exercise-keeper.h"
#include "psc-exercises-page.h"
#include "psc-result-list.h"

struct _PscExercisesPage
{
  AdwBin           parent_instance;

  /* Template widgets */
  GtkToggleButton *buttons[PSC_N_EXERCISES];
  GtkLabel        *titles[PSC_N_EXERCISES];
  GtkImage        *marks[PSC_N_EXERCISES];
  GtkStack        *stack;
  GtkWidget       *results_button;
  PscResultList   *results;

  /* Owned */
  PscExerciseStore *store;   /* (nullable) */
  PscExercise     *exercises[PSC_N_EXERCISES];
  PscExerciseKeeper *keepers[PSC_N_EXERCISES]; /* (nullable): with the store */
  PscListing      *listing;  /* (nullable): what the next one is about */
  PscSettings     *settings; /* (nullable) */

  /* Borrowed: in the stack */
  PscExercisePage *pages[PSC_N_EXERCISES];

  guint            measuring : 1;
  guint            teaching : 1;
  guint            restoring : 1; /* as soon as there is something to restore */
};

G_DEFINE_FINAL_TYPE (PscExercisesPage, psc_exercises_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_KIND = 1,
  PROP_MEASURING,
  PROP_TEACHING,
} PscExercisesPageProperty;

static GParamSpec *properties[PROP_TEACHING + 1];

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
toggled_cb (PscExercisesPage *self)
{
  PscExerciseKind kind = psc_exercises_page_get_kind (self);

  if (self->pages[kind] == NULL)
    return;

  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->pages[kind]));
  psc_result_list_set_kind (self->results, kind);
  g_signal_emit (self, signals[CHANGED], 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
}

/* Whether it is done, and whether it is begun. */
static void
show_mark (PscExercisesPage *self,
           PscExerciseKind   kind)
{
  PscExercise *exercise = self->exercises[kind];
  const char *title = psc_exercise_kind_get_title (kind);
  const char *icon_name = NULL;
  const char *state = NULL;
  g_autofree char *text = NULL;

  if (psc_exercise_get_state (exercise) == PSC_EXERCISE_MEASURING)
    {
      icon_name = "media-playback-start-symbolic";
      state = _("being measured");
    }
  else if (psc_exercise_get_state (exercise) == PSC_EXERCISE_MEASURED)
    {
      icon_name = "object-select-symbolic";
      state = _("done");
    }
  else if (psc_exercise_get_prediction (exercise) != NULL)
    {
      icon_name = "changes-prevent-symbolic";
      state = _("predicted");
    }

  gtk_image_set_from_icon_name (self->marks[kind], icon_name);
  gtk_widget_set_visible (GTK_WIDGET (self->marks[kind]), icon_name != NULL);
  text = state != NULL ? g_strdup_printf ("%s (%s)", title, state)
                       : g_strdup (title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->buttons[kind]), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[kind]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static gboolean
find_measuring (PscExercisesPage *self)
{
  for (PscExerciseKind i = 0; i < PSC_N_EXERCISES; i++)
    if (psc_exercise_get_state (self->exercises[i]) == PSC_EXERCISE_MEASURING)
      return TRUE;

  return FALSE;
}

/* Only what has not been begun meanwhile. */
static void
restore_newest (PscExercisesPage *self)
{
  if (!self->restoring ||
      psc_exercise_store_get_results (self->store)->len == 0)
    return;

  self->restoring = FALSE;
  for (PscExerciseKind i = 0; i < PSC_N_EXERCISES; i++)
    {
      PscExerciseResult *result = psc_exercise_store_find_newest (self->store,
                                                                  i);
      g_autoptr (PscExerciseResult) begun =
        psc_exercise_dup_result (self->exercises[i]);

      if (result != NULL && begun == NULL &&
          psc_exercise_get_state (self->exercises[i]) == PSC_EXERCISE_OPEN)
        psc_exercise_keeper_restore (self->keepers[i], result);
    }
}

static void
chosen_cb (PscExercisesPage *self,
           guint             position)
{
  GPtrArray *results = psc_exercise_store_get_results (self->store);
  PscExerciseResult *result = g_ptr_array_index (results, position);

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->results_button));
  psc_exercises_page_show_result (self, result);
}

static void
exercise_changed_cb (PscExercisesPage *self)
{
  gboolean measuring = find_measuring (self);
  g_autoptr (PscExercisesPage) held = NULL;

  for (PscExerciseKind i = 0; i < PSC_N_EXERCISES; i++)
    show_mark (self, i);

  /* First that, which exchanges the action of the button that was pressed:
   * one that becomes insensitive loses the next click.  A window that waited for
   * the end of it goes then, and the page with it. */
  held = g_object_ref (self);
  if (measuring != self->measuring)
    {
      self->measuring = measuring != FALSE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MEASURING]);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

/* What has been predicted or measured holds for what it was about. */
static void
update_files (PscExercisesPage *self)
{
  for (PscExerciseKind i = 0; i < PSC_N_EXERCISES; i++)
    {
      PscExercise *exercise = self->exercises[i];

      if (psc_exercise_get_state (exercise) == PSC_EXERCISE_OPEN &&
          psc_exercise_get_prediction (exercise) == NULL)
        psc_exercise_set_files (exercise, self->listing, self->settings);
    }
}

static void
psc_exercises_page_dispose (GObject *object)
{
  PscExercisesPage *self = PSC_EXERCISES_PAGE (object);

  for (PscExerciseKind i = 0; i < PSC_N_EXERCISES; i++)
    {
      if (self->exercises[i] != NULL)
        g_signal_handlers_disconnect_by_data (self->exercises[i], self);
      g_clear_object (&self->exercises[i]);
      g_clear_object (&self->keepers[i]);
      self->pages[i] = NULL;
    }
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  g_clear_pointer (&self->listing, psc_listing_unref);
  g_clear_pointer (&self->settings, psc_settings_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), PSC_TYPE_EXERCISES_PAGE);

  G_OBJECT_CLASS (psc_exercises_page_parent_class)->dispose (object);
}

static void
psc_exercises_page_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  PscExercisesPage *self = PSC_EXERCISES_PAGE (object);

  switch ((PscExercisesPageProperty) prop_id)
    {
    case PROP_KIND:
      g_value_set_uint (value, psc_exercises_page_get_kind (self));
      break;

    case PROP_MEASURING:
      g_value_set_boolean (value, psc_exercises_page_get_measuring (self));
      break;

    case PROP_TEACHING:
      g_value_set_boolean (value, psc_exercises_page_get_teaching (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_exercises_page_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  PscExercisesPage *self = PSC_EXERCISES_PAGE (object);

  switch ((PscExercisesPageProperty) prop_id)
    {
    case PROP_KIND:
      psc_exercises_page_set_kind (self, g_value_get_uint (value));
      break;

    case PROP_TEACHING:
      psc_exercises_page_set_teaching (self, g_value_get_boolean (value));
      break;

    case PROP_MEASURING:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
bind_child (GtkWidgetClass *widget_class,
            const char     *prefix,
            guint           index,
            gssize          offset)
{
  g_autofree char *name = g_strdup_printf ("%s_%u", prefix, index);

  gtk_widget_class_bind_template_child_full (
    widget_class, name, FALSE, offset + (gssize) (index * sizeof (gpointer)));
}

static void
psc_exercises_page_class_init (PscExercisesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = psc_exercises_page_dispose;
  object_class->get_property = psc_exercises_page_get_property;
  object_class->set_property = psc_exercises_page_set_property;

  properties[PROP_KIND] =
    g_param_spec_uint ("kind", NULL, NULL, 0, PSC_N_EXERCISES - 1, 0,
                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                       G_PARAM_STATIC_STRINGS);
  properties[PROP_MEASURING] =
    g_param_spec_boolean ("measuring", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TEACHING] =
    g_param_spec_boolean ("teaching", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);

  signals[CHANGED] = g_signal_new ("changed", PSC_TYPE_EXERCISES_PAGE,
                                   G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  g_type_ensure (PSC_TYPE_RESULT_LIST);
  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-exercises-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PscExercisesPage, results);
  gtk_widget_class_bind_template_child (widget_class, PscExercisesPage,
                                        results_button);
  gtk_widget_class_bind_template_child (widget_class, PscExercisesPage, stack);
  for (guint i = 0; i < PSC_N_EXERCISES; i++)
    {
      bind_child (widget_class, "button", i,
                  G_STRUCT_OFFSET (PscExercisesPage, buttons));
      bind_child (widget_class, "title", i,
                  G_STRUCT_OFFSET (PscExercisesPage, titles));
      bind_child (widget_class, "done", i,
                  G_STRUCT_OFFSET (PscExercisesPage, marks));
    }
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
psc_exercises_page_init (PscExercisesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (PscExerciseKind i = 0; i < PSC_N_EXERCISES; i++)
    {
      self->exercises[i] = psc_exercise_new (i);
      self->pages[i] = PSC_EXERCISE_PAGE (psc_exercise_page_new ());
      psc_exercise_page_set_exercise (self->pages[i], self->exercises[i]);
      g_object_bind_property (self, "teaching", self->pages[i], "teaching",
                              G_BINDING_BIDIRECTIONAL);
      gtk_stack_add_child (self->stack, GTK_WIDGET (self->pages[i]));
      gtk_label_set_label (self->titles[i], psc_exercise_kind_get_title (i));
      g_signal_connect_swapped (self->exercises[i], "changed",
                                G_CALLBACK (exercise_changed_cb), self);
    }
  for (PscExerciseKind i = 0; i < PSC_N_EXERCISES; i++)
    show_mark (self, i);
}

/**
 * psc_exercises_page_new:
 *
 * Makes a page with the four exercises, without files.
 */
GtkWidget *
psc_exercises_page_new (void)
{
  return g_object_new (PSC_TYPE_EXERCISES_PAGE, NULL);
}

/**
 * psc_exercises_page_get_kind:
 *
 * Which exercise is shown.
 */
PscExerciseKind
psc_exercises_page_get_kind (PscExercisesPage *self)
{
  g_return_val_if_fail (PSC_IS_EXERCISES_PAGE (self), PSC_EXERCISE_WORKERS);

  for (PscExerciseKind i = 0; i < PSC_N_EXERCISES; i++)
    if (gtk_toggle_button_get_active (self->buttons[i]))
      return i;

  return PSC_EXERCISE_WORKERS;
}

/**
 * psc_exercises_page_set_kind:
 *
 * Shows an exercise.
 */
void
psc_exercises_page_set_kind (PscExercisesPage *self,
                             PscExerciseKind   kind)
{
  g_return_if_fail (PSC_IS_EXERCISES_PAGE (self));
  g_return_if_fail (kind < PSC_N_EXERCISES);

  gtk_toggle_button_set_active (self->buttons[kind], TRUE);
}

/**
 * psc_exercises_page_get_measuring:
 *
 * Whether one of the exercises is being measured.
 */
gboolean
psc_exercises_page_get_measuring (PscExercisesPage *self)
{
  g_return_val_if_fail (PSC_IS_EXERCISES_PAGE (self), FALSE);

  return self->measuring;
}

/**
 * psc_exercises_page_get_teaching:
 *
 * Whether they may be measured without a prediction.
 */
gboolean
psc_exercises_page_get_teaching (PscExercisesPage *self)
{
  g_return_val_if_fail (PSC_IS_EXERCISES_PAGE (self), FALSE);

  return self->teaching;
}

/**
 * psc_exercises_page_set_teaching:
 *
 * Sets whether they may be measured without a prediction.
 */
void
psc_exercises_page_set_teaching (PscExercisesPage *self,
                                 gboolean          teaching)
{
  g_return_if_fail (PSC_IS_EXERCISES_PAGE (self));

  if (teaching == self->teaching)
    return;

  self->teaching = teaching != FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEACHING]);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * psc_exercises_page_get_page:
 *
 * Returns: (transfer none): the page of the exercise that is shown
 */
PscExercisePage *
psc_exercises_page_get_page (PscExercisesPage *self)
{
  g_return_val_if_fail (PSC_IS_EXERCISES_PAGE (self), NULL);

  return self->pages[psc_exercises_page_get_kind (self)];
}

/**
 * psc_exercises_page_set_files:
 * @listing: (nullable): the files
 * @settings: what the exercises leave to the user; copied
 *
 * Sets what exercises are about that have not been begun.
 */
void
psc_exercises_page_set_files (PscExercisesPage  *self,
                              PscListing        *listing,
                              const PscSettings *settings)
{
  g_return_if_fail (PSC_IS_EXERCISES_PAGE (self));
  g_return_if_fail (settings != NULL);

  if (listing != NULL)
    psc_listing_ref (listing);
  g_clear_pointer (&self->listing, psc_listing_unref);
  self->listing = listing;
  g_clear_pointer (&self->settings, psc_settings_free);
  self->settings = psc_settings_copy (settings);
  update_files (self);
}

/**
 * psc_exercises_page_set_average:
 *
 * Sets what announced times are reckoned from; see
 * psc_exercise_page_set_average().
 */
void
psc_exercises_page_set_average (PscExercisesPage *self,
                                gint64            average_ns)
{
  g_return_if_fail (PSC_IS_EXERCISES_PAGE (self));

  for (PscExerciseKind i = 0; i < PSC_N_EXERCISES; i++)
    psc_exercise_page_set_average (self->pages[i], average_ns);
}

/**
 * psc_exercises_page_set_store:
 *
 * Keeps what is predicted and measured from now on, and lists what was kept
 * before.  To be set once.
 */
void
psc_exercises_page_set_store (PscExercisesPage *self,
                              PscExerciseStore *store)
{
  g_return_if_fail (PSC_IS_EXERCISES_PAGE (self));
  g_return_if_fail (PSC_IS_EXERCISE_STORE (store));
  g_return_if_fail (self->store == NULL);

  self->store = g_object_ref (store);
  for (PscExerciseKind i = 0; i < PSC_N_EXERCISES; i++)
    self->keepers[i] = psc_exercise_keeper_new (self->exercises[i], store);
  g_signal_connect_swapped (store, "changed", G_CALLBACK (restore_newest),
                            self);
  psc_result_list_set_store (self->results, store);
  gtk_widget_set_visible (self->results_button, TRUE);
}

/**
 * psc_exercises_page_restore:
 *
 * Shows the newest kept result of each exercise, as soon as they are read.
 * Nothing is to be had without a store.
 */
void
psc_exercises_page_restore (PscExercisesPage *self)
{
  g_return_if_fail (PSC_IS_EXERCISES_PAGE (self));

  self->restoring = TRUE;
  if (self->store != NULL)
    restore_newest (self);
}

/**
 * psc_exercises_page_show_result:
 * @result: what an exercise came to
 *
 * Shows an exercise with a result that was kept, unless it is being measured.
 */
void
psc_exercises_page_show_result (PscExercisesPage  *self,
                                PscExerciseResult *result)
{
  g_return_if_fail (PSC_IS_EXERCISES_PAGE (self));
  g_return_if_fail (result != NULL);

  psc_exercises_page_set_kind (self, result->kind);
  if (psc_exercise_get_state (self->exercises[result->kind]) ==
      PSC_EXERCISE_MEASURING)
    return;

  if (self->keepers[result->kind] != NULL)
    psc_exercise_keeper_restore (self->keepers[result->kind], result);
  else
    psc_exercise_restore (self->exercises[result->kind], result);
}

/**
 * psc_exercises_page_clear:
 *
 * Forgets what was predicted and measured in the exercise that is shown.  It
 * is about the present files and settings from then on.
 */
void
psc_exercises_page_clear (PscExercisesPage *self)
{
  g_return_if_fail (PSC_IS_EXERCISES_PAGE (self));

  psc_exercise_clear (self->exercises[psc_exercises_page_get_kind (self)]);
  update_files (self);
}

/**
 * psc_exercises_page_stop:
 *
 * Stops whatever is being measured.
 */
void
psc_exercises_page_stop (PscExercisesPage *self)
{
  g_return_if_fail (PSC_IS_EXERCISES_PAGE (self));

  for (PscExerciseKind i = 0; i < PSC_N_EXERCISES; i++)
    psc_exercise_page_stop (self->pages[i]);
}
