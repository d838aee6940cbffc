"""The backbone: a German spaCy pipeline with names, STTS tags and sentence ends."""

from depesche.backbone.loader import Backbone, load_backbone
from depesche.backbone.models import ModelInfo, available_models, embedded_model_path

__all__ = ["Backbone", "ModelInfo", "available_models", "embedded_model_path", "load_backbone"]
