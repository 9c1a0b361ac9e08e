/* psc-pipeline.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-pipeline"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "psc-error.h"
#include "psc-pipeline.h"
#include "psc-shell.h"

#define PLACEHOLDER "{}"
#define COMPUTE     "compute"

struct _PscPipeline
{
  gatomicrefcount  ref_count;
  GArray          *steps; /* PscStep */
};

static void
step_clear (gpointer data)
{
  PscStep *step = data;

  g_free (step->name);
  g_strfreev (step->argv);
}

/**
 * psc_pipeline_new:
 *
 * Makes a pipeline without a step.
 */
PscPipeline *
psc_pipeline_new (void)
{
  PscPipeline *self = g_new0 (PscPipeline, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->steps = g_array_new (FALSE, TRUE, sizeof (PscStep));
  g_array_set_clear_func (self->steps, step_clear);

  return self;
}

/**
 * psc_pipeline_new_default:
 *
 * Makes the notebook's pipeline: file, the numerical step, wc.
 */
PscPipeline *
psc_pipeline_new_default (void)
{
  PscPipeline *self = psc_pipeline_new ();

  /* "--" closes the options: no file name may be taken for one. */
  psc_pipeline_append_command (
    self, "file",
    (const char *[]) { "file", "--", PLACEHOLDER, NULL }, NULL);
  psc_pipeline_append_compute (self, COMPUTE);
  psc_pipeline_append_command (
    self, "wc",
    (const char *[]) { "wc", "--", PLACEHOLDER, NULL }, NULL);

  return self;
}

/**
 * psc_pipeline_ref:
 *
 * Returns: (transfer full): the same pipeline
 */
PscPipeline *
psc_pipeline_ref (PscPipeline *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * psc_pipeline_unref:
 *
 * Drops a reference; the last one frees the pipeline.
 */
void
psc_pipeline_unref (PscPipeline *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_array_unref (self->steps);
  g_free (self);
}

static gboolean
check_append (PscPipeline  *self,
              const char   *name,
              GError      **error)
{
  if (*name == '\0' || !g_utf8_validate (name, -1, NULL))
    {
      g_set_error (error, PSC_ERROR, PSC_ERROR_PIPELINE,
                   _("A step needs a name in front of its command, "
                     "as in “lines=wc -l”."));
      return FALSE;
    }

  /* It would end the name where the step is written down. */
  if (strchr (name, '=') != NULL)
    {
      g_set_error (error, PSC_ERROR, PSC_ERROR_PIPELINE,
                   _("The name “%s” has an equals sign in it. "
                     "Choose one without."), name);
      return FALSE;
    }

  for (guint i = 0; i < self->steps->len; i++)
    {
      if (g_str_equal (psc_pipeline_get_step (self, i)->name, name))
        {
          g_set_error (error, PSC_ERROR, PSC_ERROR_PIPELINE,
                       _("Two steps are called “%s”. "
                         "Give each step a name of its own."), name);
          return FALSE;
        }
    }

  if (self->steps->len >= PSC_MAX_STEPS)
    {
      g_set_error (error, PSC_ERROR, PSC_ERROR_PIPELINE,
                   _("A pipeline has at most %d steps."), PSC_MAX_STEPS);
      return FALSE;
    }

  return TRUE;
}

/**
 * psc_pipeline_append:
 * @definition: NAME=COMMAND, or the name of the built-in step alone, or
 *   NAME=compute; COMMAND is split into words as a shell splits them, and no
 *   shell is run
 *
 * Appends a step as the user writes it.
 */
gboolean
psc_pipeline_append (PscPipeline  *self,
                     const char   *definition,
                     GError      **error)
{
  g_autofree char *name = NULL;
  const char *equals;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (definition != NULL, FALSE);

  equals = strchr (definition, '=');
  if (equals == NULL)
    {
      if (!g_str_equal (definition, COMPUTE))
        {
          g_set_error (error, PSC_ERROR, PSC_ERROR_PIPELINE,
                       _("“%s” is not a step. Write NAME=COMMAND, or "
                         "“compute” for the built-in step."), definition);
          return FALSE;
        }
      if (!check_append (self, definition, error))
        return FALSE;

      psc_pipeline_append_compute (self, definition);
      return TRUE;
    }

  name = g_strndup (definition, (gsize) (equals - definition));

  return psc_pipeline_append_step (self, name, equals + 1, error);
}

/**
 * psc_pipeline_append_step:
 * @command: as it is typed: split into words as a shell splits them; the
 *   word “compute” alone is the built-in step
 *
 * Appends a step under @name.
 */
gboolean
psc_pipeline_append_step (PscPipeline  *self,
                          const char   *name,
                          const char   *command,
                          GError      **error)
{
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) cause = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (command != NULL, FALSE);

  if (command[strspn (command, " \t\n")] == '\0')
    {
      g_set_error (error, PSC_ERROR, PSC_ERROR_PIPELINE,
                   _("Step “%s” has no command."), name);
      return FALSE;
    }

  if (!g_shell_parse_argv (command, NULL, &argv, &cause))
    {
      g_set_error (error, PSC_ERROR, PSC_ERROR_PIPELINE,
                   _("The command of step “%s” cannot be split into words: "
                     "%s"), name, cause->message);
      return FALSE;
    }

  if (g_strv_length (argv) == 1 && g_str_equal (argv[0], COMPUTE))
    {
      if (!check_append (self, name, error))
        return FALSE;

      psc_pipeline_append_compute (self, name);
      return TRUE;
    }

  return psc_pipeline_append_command (self, name,
                                      (const char * const *) argv, error);
}

/**
 * psc_pipeline_append_compute:
 *
 * Appends the built-in compute step under @name.
 */
void
psc_pipeline_append_compute (PscPipeline *self,
                             const char  *name)
{
  PscStep step = { g_strdup (name), NULL };

  g_array_append_val (self->steps, step);
}

/**
 * psc_pipeline_append_command:
 * @argv: its words; "{}" in any of them stands for the file, which is
 *   appended where no word has it
 *
 * Appends a command as a step under @name.
 */
gboolean
psc_pipeline_append_command (PscPipeline         *self,
                             const char          *name,
                             const char * const  *argv,
                             GError             **error)
{
  g_autoptr (GPtrArray) words = NULL;
  gboolean placed = FALSE;
  PscStep step;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (argv != NULL, FALSE);

  if (!check_append (self, name, error))
    return FALSE;

  if (argv[0] == NULL || argv[0][0] == '\0')
    {
      g_set_error (error, PSC_ERROR, PSC_ERROR_PIPELINE,
                   _("Step “%s” has no command."), name);
      return FALSE;
    }

  words = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; argv[i] != NULL; i++)
    {
      g_ptr_array_add (words, g_strdup (argv[i]));
      placed |= strstr (argv[i], PLACEHOLDER) != NULL;
    }
  if (!placed)
    g_ptr_array_add (words, g_strdup (PLACEHOLDER));
  g_ptr_array_add (words, NULL);

  step.name = g_strdup (name);
  step.argv = (char **) g_ptr_array_steal (words, NULL);
  g_array_append_val (self->steps, step);

  return TRUE;
}

/* The two programs that everybody lacks at first, with the package that
 * brings them; others are named without one. */
static void
set_error_for_missing (GError     **error,
                       const char  *name,
                       const char  *program)
{
  if (g_str_equal (program, "file"))
    g_set_error (error, PSC_ERROR, PSC_ERROR_NO_TOOL,
                 _("The program “file” of step “%s” is not installed. "
                   "Install the package “file”."), name);
  else if (g_str_equal (program, "wc"))
    g_set_error (error, PSC_ERROR, PSC_ERROR_NO_TOOL,
                 _("The program “wc” of step “%s” is not installed. "
                   "Install the package “coreutils”."), name);
  else if (strchr (program, '/') != NULL)
    g_set_error (error, PSC_ERROR, PSC_ERROR_NO_TOOL,
                 _("“%s”, the program of step “%s”, is not there or cannot "
                   "be executed. Check its path."), program, name);
  else
    g_set_error (error, PSC_ERROR, PSC_ERROR_NO_TOOL,
                 _("The program “%s” of step “%s” is not installed. "
                   "Install it, or write its whole path."), program, name);
}

/**
 * psc_pipeline_resolve:
 *
 * Looks every program up once, so that each task runs the same one and a
 * missing one is known before anything starts.
 *
 * Returns: (transfer full) (nullable): the pipeline with absolute paths
 */
PscPipeline *
psc_pipeline_resolve (PscPipeline  *self,
                      GError      **error)
{
  g_autoptr (PscPipeline) resolved = psc_pipeline_new ();

  if (self->steps->len == 0)
    {
      g_set_error (error, PSC_ERROR, PSC_ERROR_PIPELINE,
                   _("The pipeline has no step."));
      return NULL;
    }

  for (guint i = 0; i < self->steps->len; i++)
    {
      const PscStep *step = psc_pipeline_get_step (self, i);
      PscStep copy = { g_strdup (step->name), g_strdupv (step->argv) };

      g_array_append_val (resolved->steps, copy);
      if (copy.argv != NULL)
        {
          g_autofree char *found = g_find_program_in_path (copy.argv[0]);

          if (found == NULL)
            {
              set_error_for_missing (error, copy.name, copy.argv[0]);
              return NULL;
            }

          g_free (copy.argv[0]);
          copy.argv[0] = g_canonicalize_filename (found, NULL);
        }
    }

  return g_steal_pointer (&resolved);
}

/**
 * psc_pipeline_get_n_steps:
 *
 * How many steps the pipeline has.
 */
guint
psc_pipeline_get_n_steps (PscPipeline *self)
{
  return self->steps->len;
}

/**
 * psc_pipeline_get_step:
 *
 * Returns: (transfer none): step @index (from 0)
 */
const PscStep *
psc_pipeline_get_step (PscPipeline *self,
                       guint        index)
{
  g_return_val_if_fail (index < self->steps->len, NULL);

  return &g_array_index (self->steps, PscStep, index);
}

/**
 * psc_pipeline_step_is_compute:
 *
 * Whether step @index (from 0) is the built-in one.
 */
gboolean
psc_pipeline_step_is_compute (PscPipeline *self,
                              guint        index)
{
  return psc_pipeline_get_step (self, index)->argv == NULL;
}

/**
 * psc_pipeline_has_command:
 *
 * Whether any step is a command; if none is, the files are never opened.
 */
gboolean
psc_pipeline_has_command (PscPipeline *self)
{
  for (guint i = 0; i < self->steps->len; i++)
    {
      if (!psc_pipeline_step_is_compute (self, i))
        return TRUE;
    }

  return FALSE;
}

/**
 * psc_pipeline_is_default:
 *
 * Whether this is, before it is resolved, the notebook's pipeline.
 */
gboolean
psc_pipeline_is_default (PscPipeline *self)
{
  g_autoptr (PscPipeline) standard = psc_pipeline_new_default ();

  return psc_pipeline_equal (self, standard);
}

/**
 * psc_pipeline_dup_argv:
 * @index: a command's index, from 0
 * @path: the file's absolute path
 *
 * Returns: (transfer full): the command's words with the file put in
 */
char **
psc_pipeline_dup_argv (PscPipeline *self,
                       guint        index,
                       const char  *path)
{
  const PscStep *step = psc_pipeline_get_step (self, index);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  g_return_val_if_fail (step->argv != NULL, NULL);

  /* The program's own path is not searched for the placeholder. */
  g_ptr_array_add (words, g_strdup (step->argv[0]));
  for (guint i = 1; step->argv[i] != NULL; i++)
    {
      GString *word = g_string_new (step->argv[i]);

      g_string_replace (word, PLACEHOLDER, path, 0);
      g_ptr_array_add (words, g_string_free (word, FALSE));
    }
  g_ptr_array_add (words, NULL);

  return (char **) g_ptr_array_steal (words, NULL);
}

/**
 * psc_pipeline_dup_command:
 * @index: a step's index, from 0
 *
 * Returns: (transfer full): what the step does as the user writes it: a
 *   command with its words quoted where need be, or the built-in step's name
 */
char *
psc_pipeline_dup_command (PscPipeline *self,
                          guint        index)
{
  const PscStep *step = psc_pipeline_get_step (self, index);
  GString *text = g_string_new (NULL);

  if (step->argv == NULL)
    g_string_append (text, COMPUTE);
  for (guint i = 0; step->argv != NULL && step->argv[i] != NULL; i++)
    {
      g_autofree char *word = psc_shell_quote (step->argv[i]);

      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, word);
    }

  return g_string_free (text, FALSE);
}

/**
 * psc_pipeline_dup_definition:
 * @index: a step's index, from 0
 *
 * Returns: (transfer full): the step in the form that psc_pipeline_append()
 *   understands
 */
char *
psc_pipeline_dup_definition (PscPipeline *self,
                             guint        index)
{
  const PscStep *step = psc_pipeline_get_step (self, index);
  g_autofree char *command = NULL;

  if (step->argv == NULL && g_str_equal (step->name, COMPUTE))
    return g_strdup (COMPUTE);

  command = psc_pipeline_dup_command (self, index);

  return g_strconcat (step->name, "=", command, NULL);
}

/**
 * psc_pipeline_equal:
 *
 * Whether two pipelines have the same steps.
 */
gboolean
psc_pipeline_equal (PscPipeline *a,
                    PscPipeline *b)
{
  if (a->steps->len != b->steps->len)
    return FALSE;

  for (guint i = 0; i < a->steps->len; i++)
    {
      const PscStep *left = psc_pipeline_get_step (a, i);
      const PscStep *right = psc_pipeline_get_step (b, i);

      if (!g_str_equal (left->name, right->name) ||
          (left->argv == NULL) != (right->argv == NULL))
        return FALSE;
      if (left->argv != NULL &&
          !g_strv_equal ((const char * const *) left->argv,
                         (const char * const *) right->argv))
        return FALSE;
    }

  return TRUE;
}
