/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Long work as the window shows it. */
#include "model/rg-job.h"

struct _RgJob
{
  GObject parent_instance;

  char *label;
  double fraction;
  GCancellable *cancellable;
  gboolean ended;
};

enum { PROP_0, PROP_LABEL, PROP_FRACTION, PROP_CANCELLABLE, PROP_ENDED, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgJob, rg_job, G_TYPE_OBJECT)

static void
rg_job_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RgJob *self = RG_JOB (object);

  switch (id)
    {
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    case PROP_CANCELLABLE:
      g_value_set_object (value, self->cancellable);
      break;
    case PROP_ENDED:
      g_value_set_boolean (value, self->ended);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rg_job_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RgJob *self = RG_JOB (object);

  switch (id)
    {
    case PROP_LABEL:
      rg_job_set_label (self, g_value_get_string (value));
      break;
    case PROP_FRACTION:
      rg_job_set_fraction (self, g_value_get_double (value));
      break;
    case PROP_CANCELLABLE:
      g_set_object (&self->cancellable, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rg_job_finalize (GObject *object)
{
  RgJob *self = RG_JOB (object);

  g_clear_object (&self->cancellable);
  g_free (self->label);

  G_OBJECT_CLASS (rg_job_parent_class)->finalize (object);
}

static void
rg_job_class_init (RgJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags writable =
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rg_job_get_property;
  object_class->set_property = rg_job_set_property;
  object_class->finalize = rg_job_finalize;

  props[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, "", writable);
  props[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1, writable);
  props[PROP_CANCELLABLE] =
      g_param_spec_object ("cancellable", NULL, NULL, G_TYPE_CANCELLABLE,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_ENDED] = g_param_spec_boolean ("ended", NULL, NULL, FALSE,
                                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
rg_job_init (RgJob *self)
{
  self->fraction = -1;
}

RgJob *
rg_job_new (const char *label, GCancellable *cancellable)
{
  return g_object_new (RG_TYPE_JOB, "label", label, "cancellable", cancellable, NULL);
}

const char *
rg_job_get_label (RgJob *self)
{
  g_return_val_if_fail (RG_IS_JOB (self), NULL);
  return self->label;
}

void
rg_job_set_label (RgJob *self, const char *label)
{
  g_return_if_fail (RG_IS_JOB (self));
  if (g_set_str (&self->label, label))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LABEL]);
}

double
rg_job_get_fraction (RgJob *self)
{
  g_return_val_if_fail (RG_IS_JOB (self), -1);
  return self->fraction;
}

void
rg_job_set_fraction (RgJob *self, double fraction)
{
  g_return_if_fail (RG_IS_JOB (self));
  if (self->fraction == fraction)
    return;
  self->fraction = fraction;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FRACTION]);
}

GCancellable *
rg_job_get_cancellable (RgJob *self)
{
  g_return_val_if_fail (RG_IS_JOB (self), NULL);
  return self->cancellable;
}

void
rg_job_end (RgJob *self)
{
  g_return_if_fail (RG_IS_JOB (self));
  if (self->ended)
    return;
  self->ended = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ENDED]);
}

gboolean
rg_job_has_ended (RgJob *self)
{
  g_return_val_if_fail (RG_IS_JOB (self), TRUE);
  return self->ended;
}
